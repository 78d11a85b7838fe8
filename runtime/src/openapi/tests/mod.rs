mod agreement;
mod asked;
mod bodies;
mod links;
mod parameters;
mod values;
