#[allow(deprecated)]
const _: () = {
    use ::restruct::__private as __rt;
    #[automatically_derived]
    impl __rt::FieldType for Status {
        type As = ::std::string::String;
        const KIND: __rt::Kind = __rt::Kind::Choice(&["draft", "in-review", "gone"]);
        fn into_column(self) -> ::std::string::String {
            __rt::choice_text(
                match self {
                    Self::Draft => "draft",
                    Self::InReview => "in-review",
                    Self::Archived => "gone",
                },
            )
        }
        fn try_from_column(
            text: ::std::string::String,
        ) -> ::core::result::Result<Self, ::std::string::String> {
            match text.as_str() {
                "draft" => ::core::result::Result::Ok(Self::Draft),
                "in-review" => ::core::result::Result::Ok(Self::InReview),
                "gone" => ::core::result::Result::Ok(Self::Archived),
                _ => ::core::result::Result::Err(__rt::not_a_choice()),
            }
        }
    }
    #[automatically_derived]
    impl ::core::convert::From<Status> for __rt::Value {
        fn from(value: Status) -> Self {
            __rt::into_value(value)
        }
    }
    #[automatically_derived]
    impl __rt::Nullable for Status {
        fn null() -> __rt::Value {
            __rt::null::<Self>()
        }
    }
    #[automatically_derived]
    impl __rt::IntoActiveValue<Status> for Status {
        fn into_active_value(self) -> __rt::ActiveValue<Self> {
            __rt::ActiveValue::Set(self)
        }
    }
    #[automatically_derived]
    impl __rt::Serialize for Status {
        fn serialize<S: __rt::Serializer>(&self, serializer: S) -> __rt::Serialized<S> {
            serializer
                .serialize_str(
                    match self {
                        Self::Draft => "draft",
                        Self::InReview => "in-review",
                        Self::Archived => "gone",
                    },
                )
        }
    }
};
