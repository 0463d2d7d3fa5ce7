// Made by contract/generate.py from contract/openapi.yaml. Do not edit.
#pragma once
#include "json.hpp"
#include "quillport/contract/types.hpp"

namespace quillport::contract {

void read(JsonNode in, ApiError& out, Reading& state);
void write(JsonWriter& out, const ApiError& value);
void read(JsonNode in, Health& out, Reading& state);
void write(JsonWriter& out, const Health& value);
void read(JsonNode in, User& out, Reading& state);
void write(JsonWriter& out, const User& value);
void read(JsonNode in, Session& out, Reading& state);
void write(JsonWriter& out, const Session& value);
void read(JsonNode in, LogIn& out, Reading& state);
void write(JsonWriter& out, const LogIn& value);
void read(JsonNode in, SetUp& out, Reading& state);
void write(JsonWriter& out, const SetUp& value);
void read(JsonNode in, LiveEvent& out, Reading& state);
void write(JsonWriter& out, const LiveEvent& value);
void read(JsonNode in, Queue& out, Reading& state);
void write(JsonWriter& out, const Queue& value);
void read(JsonNode in, PageSize& out, Reading& state);
void write(JsonWriter& out, const PageSize& value);
void read(JsonNode in, Tag& out, Reading& state);
void write(JsonWriter& out, const Tag& value);
void read(JsonNode in, TagProblem& out, Reading& state);
void write(JsonWriter& out, const TagProblem& value);
void read(JsonNode in, Job& out, Reading& state);
void write(JsonWriter& out, const Job& value);
void read(JsonNode in, DraftDelivery& out, Reading& state);
void write(JsonWriter& out, const DraftDelivery& value);
void read(JsonNode in, DraftReceipt& out, Reading& state);
void write(JsonWriter& out, const DraftReceipt& value);
void read(JsonNode in, DraftSummary& out, Reading& state);
void write(JsonWriter& out, const DraftSummary& value);
void read(JsonNode in, DraftList& out, Reading& state);
void write(JsonWriter& out, const DraftList& value);
void read(JsonNode in, Role& out, Reading& state);
void write(JsonWriter& out, const Role& value);
void read(JsonNode in, Field& out, Reading& state);
void write(JsonWriter& out, const Field& value);
void read(JsonNode in, Missing& out, Reading& state);
void write(JsonWriter& out, const Missing& value);
void read(JsonNode in, Draft& out, Reading& state);
void write(JsonWriter& out, const Draft& value);
void read(JsonNode in, DraftChange& out, Reading& state);
void write(JsonWriter& out, const DraftChange& value);
void read(JsonNode in, ProblemSettlement& out, Reading& state);
void write(JsonWriter& out, const ProblemSettlement& value);
void read(JsonNode in, Person& out, Reading& state);
void write(JsonWriter& out, const Person& value);
void read(JsonNode in, PeopleList& out, Reading& state);
void write(JsonWriter& out, const PeopleList& value);
void read(JsonNode in, EnvelopeSummary& out, Reading& state);
void write(JsonWriter& out, const EnvelopeSummary& value);
void read(JsonNode in, EnvelopeList& out, Reading& state);
void write(JsonWriter& out, const EnvelopeList& value);
void read(JsonNode in, EnvelopeRecipient& out, Reading& state);
void write(JsonWriter& out, const EnvelopeRecipient& value);
void read(JsonNode in, EnvelopeDocument& out, Reading& state);
void write(JsonWriter& out, const EnvelopeDocument& value);
void read(JsonNode in, Event& out, Reading& state);
void write(JsonWriter& out, const Event& value);
void read(JsonNode in, Envelope& out, Reading& state);
void write(JsonWriter& out, const Envelope& value);
void read(JsonNode in, AuditEvent& out, Reading& state);
void write(JsonWriter& out, const AuditEvent& value);
void read(JsonNode in, Audit& out, Reading& state);
void write(JsonWriter& out, const Audit& value);
void read(JsonNode in, Reason& out, Reading& state);
void write(JsonWriter& out, const Reason& value);
void read(JsonNode in, CeremonyOpen& out, Reading& state);
void write(JsonWriter& out, const CeremonyOpen& value);
void read(JsonNode in, CodeRequest& out, Reading& state);
void write(JsonWriter& out, const CodeRequest& value);
void read(JsonNode in, CodeAnswer& out, Reading& state);
void write(JsonWriter& out, const CodeAnswer& value);
void read(JsonNode in, Ceremony& out, Reading& state);
void write(JsonWriter& out, const Ceremony& value);
void read(JsonNode in, CeremonyField& out, Reading& state);
void write(JsonWriter& out, const CeremonyField& value);
void read(JsonNode in, CeremonyDocument& out, Reading& state);
void write(JsonWriter& out, const CeremonyDocument& value);
void read(JsonNode in, ValuesChange& out, Reading& state);
void write(JsonWriter& out, const ValuesChange& value);
void read(JsonNode in, InkPoint& out, Reading& state);
void write(JsonWriter& out, const InkPoint& value);
void read(JsonNode in, DrawnSignature& out, Reading& state);
void write(JsonWriter& out, const DrawnSignature& value);
void read(JsonNode in, SignRequest& out, Reading& state);
void write(JsonWriter& out, const SignRequest& value);
void read(JsonNode in, TextLine& out, Reading& state);
void write(JsonWriter& out, const TextLine& value);
void read(JsonNode in, PageText& out, Reading& state);
void write(JsonWriter& out, const PageText& value);

}  // namespace quillport::contract
