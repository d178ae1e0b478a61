using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Policies.Files;

namespace Qianliyan.Api.Mapping;

/// <summary>Faults of and differences between policies as messages of the API.</summary>
static class PolicyWords
{
    public static V1.PolicyFault ToV1(PolicyFault fault) => new()
    {
        File = fault.Place.File,
        Line = fault.Place.Line,
        Column = fault.Place.Column,
        Path = fault.Path,
        Value = fault.Value,
        Reason = fault.Reason,
    };

    public static V1.PolicyChange ToV1(PolicyChange change)
    {
        var message = new V1.PolicyChange { Path = change.Path, Clause = change.Clause ?? "" };
        if (change.Before is { } before)
            message.Before = before;
        if (change.After is { } after)
            message.After = after;
        return message;
    }
}
