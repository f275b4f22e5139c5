"""What people decided and what visitors asked, in one database."""
