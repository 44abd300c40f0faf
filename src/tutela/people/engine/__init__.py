"""Who looks: kinds of organisation, roles, and what a role may do."""
