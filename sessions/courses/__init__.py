"""What lives between visits: complaints, plans and goals, home care, outcomes, protocols, letters."""
