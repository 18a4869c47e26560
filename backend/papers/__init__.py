"""Papers: numbered, rendered, sealed, served, archived (文书, 送达, 案卷)."""
