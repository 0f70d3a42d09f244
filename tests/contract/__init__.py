"""What every register promises; each has its example here, found by its key, or the contract test fails."""
