//! The public board: the page that a villager opens and a secretary prints (S0-2).
