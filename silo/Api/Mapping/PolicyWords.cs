using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Policies.Files;
using Qianliyan.Domain.Registry;
using Qianliyan.Replay.Policies;
using Qianliyan.Replay.Trials;

namespace Qianliyan.Api.Mapping;

/// <summary>Faults of and differences between policies as messages of the API.</summary>
static class PolicyWords
{
    /// <summary>The most twins that a note names.</summary>
    const int MostNames = 100;

    public static V1.PolicyFault ToV1(PolicyFault fault) => new()
    {
        File = fault.Place.File,
        Line = fault.Place.Line,
        Column = fault.Place.Column,
        Path = fault.Path,
        Value = fault.Value,
        Reason = fault.Reason,
    };

    public static V1.PolicyIssue ToV1(PolicyPutting put, PolicyBook book)
    {
        V1.PolicyIssue message = ToV1(put.Issue, book);
        message.WasInForce = put.WasInForce;
        message.Kept.AddRange(book.OwnWithin(put.Issue.Region).Select(
            own => new V1.RegionPolicy { Region = own.Region.ToString(), Version = own.Version }));
        return message;
    }

    public static V1.PolicyIssue ToV1(PolicyIssue issue, PolicyBook book) => new()
    {
        Version = issue.Version,
        Region = issue.Region.ToString(),
        Hash = issue.Hash,
        Author = issue.By,
        Reason = issue.Reason,
        ActivateTime = issue.At.ToProto(),
        InForce = ReferenceEquals(book.InForceExactly(issue.Region), issue),
        Yaml = issue.Yaml,
        Lift = book.LiftOf(issue) is { } lift
            ? new V1.PolicyLift { Author = lift.By, Reason = lift.Reason, LiftTime = lift.At.ToProto() }
            : null,
    };

    public static V1.DryRunProgress ToV1(TrialProgress progress) => new()
    {
        TwinCount = progress.Twins,
        TotalTwinCount = progress.OfTwins,
        EntryCount = progress.Entries,
        AgainCount = progress.Again,
        TotalAgainCount = progress.OfAgain,
    };

    public static V1.DryRunNote ToV1(TrialNote note) => new()
    {
        Kind = (V1.DryRunNoteKind)note.Kind,
        Text = note.Text,
        Names = { note.Twins.Take(MostNames).Select(twin => twin.ToString()) },
        TwinCount = note.Twins.Count,
        MissingNames = { note.Missing.Take(MostNames).Select(twin => twin.ToString()) },
        MissingCount = note.Missing.Count,
        Region = note.Policy?.Region.ToString() ?? "",
        PolicyVersion = note.Policy?.Version ?? "",
    };

    public static V1.FindingChange ToV1(FindingChange change) => new()
    {
        Before = change.Before?.ToProto(),
        After = change.After?.ToProto(),
        WhyLost = change.WhyLost,
        Region = change.Region.ToString(),
        Enterprise = change.Enterprise is { } enterprise ? TwinName.Of(enterprise).ToString() : "",
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
