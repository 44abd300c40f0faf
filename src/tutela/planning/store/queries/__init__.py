"""What a viewer may read of plans, versions, requests and sheets."""
