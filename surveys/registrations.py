"""What surveys adds to the registries of the basement (search, jobs, mail purposes, imports)."""
