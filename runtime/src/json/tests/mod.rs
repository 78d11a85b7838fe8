mod laws;
mod read_number;
mod read_text;
mod read_time;
mod write;
