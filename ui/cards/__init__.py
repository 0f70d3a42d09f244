"""Cards on screen: their lists on the page of people, issuing them, and photos."""
