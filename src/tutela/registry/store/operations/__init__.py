"""Changes to the registry. Each checks the viewer, changes, and writes the journal at once.

    records      register, edit, withdraw
    resources    add_material, edit_material, withdraw_material, add_expert, edit_expert,
                 withdraw_expert
    imports      check_import, keep_import, discard_import, remember_mapping
    merging      merge, undo_merge, mark_different
    suggesting   suggest, accept, decline
    keys         issue_key, revoke_key, key_viewer
    watching     watch, unwatch, send_digests
"""
