"""Darbinieki: the people, units, institutions and topics of the office (the minimum a referral needs)."""
