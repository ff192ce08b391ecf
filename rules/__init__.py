"""The law and the policy as pure functions and tables: no Flask, no database, no clock."""
