mod agreement;
mod whole;
