//! Questions to the reader.
