//! Scenarios side by side on the same tickets.
