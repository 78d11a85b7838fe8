//! What the behaviour tests are made of.
