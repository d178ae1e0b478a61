using Qianliyan.Api.Errors;
using Status = Google.Rpc.Status;

namespace Qianliyan.Api.Ingestion;

/// <summary>What is wrong with a message that came in.</summary>
/// <param name="Field">Path of the field within the message.</param>
readonly record struct FieldFault(string Field, string Value, string Reason)
{
    public FieldFault Within(string path) => this with { Field = $"{path}.{Field}" };

    public Status ToStatus() => ApiError.InvalidStatus(Field, Value, Reason);
}
