using Google.Protobuf;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Api.Mapping;

/// <summary>What is common to twins of all kinds.</summary>
static class TwinMap
{
    public static V1.TwinSummary ToSummary(this TwinStatus status)
    {
        var summary = new V1.TwinSummary
        {
            Name = status.Name.ToString(),
            DisplayName = status.DisplayName,
            Level = status.Level.ToProto(),
            LevelReason = status.LevelReason,
            LevelSince = status.LevelSince.ToProto(),
            Link = status.Link.ToProto(),
            Location = status.Location.ToProto(),
        };
        return summary;
    }

    public static V1.TwinSummary ToSummary(this RosterLine line) => new()
    {
        Name = line.Name.ToString(),
        DisplayName = line.DisplayName,
        Level = line.Level.ToProto(),
        LevelReason = line.Reason,
        LevelSince = line.Since.ToProto(),
        Link = line.Link.ToProto(),
        Location = line.Location.ToProto(),
    };

    public static V1.TwinCounts ToProto(this KindCounts counts) => new()
    {
        Kind = counts.Kind.ToProto(),
        TotalCount = counts.Total,
        NormalCount = counts.Normal,
        NoticeCount = counts.Notice,
        WarningCount = counts.Warning,
        ExceededCount = counts.Exceeded,
        UnknownCount = counts.Unknown,
        OnlineCount = counts.Online,
        SilentCount = counts.Silent,
    };

    public static V1.Finding ToProto(this Finding finding) => new()
    {
        Id = finding.Id,
        Twin = finding.Twin.ToString(),
        Rule = finding.Rule,
        PolicyVersion = finding.PolicyVersion,
        Factor = finding.Factor.ToString(),
        WindowStartTime = finding.WindowStart.ToProto(),
        WindowEndTime = finding.WindowEnd.ToProto(),
        State = finding.State switch
        {
            FindingState.Raised => V1.FindingState.Raised,
            FindingState.Revised => V1.FindingState.Revised,
            FindingState.Withdrawn => V1.FindingState.Withdrawn,
            _ => V1.FindingState.Unspecified,
        },
        Level = finding.Level.ToProto(),
        Value = finding.Value.ToString(),
        Limit = finding.Limit.ToString(),
        Reason = finding.Reason,
        Clause = finding.Clause ?? "",
        FirstEntry = finding.FirstEntry,
        LastEntry = finding.LastEntry,
        DecidedBy = finding.DecidedBy,
        Standing = finding.Standing switch
        {
            FindingStanding.Provisional => V1.FindingStanding.Provisional,
            FindingStanding.Final => V1.FindingStanding.Final,
            _ => V1.FindingStanding.Unspecified,
        },
        FindingClass = finding.Class.ToProto(),
        LegalBasis = finding.LegalBasis ?? "",
        Subject = finding.Subject,
        Figures =
        {
            finding.Figures.Select(ToProto),
        },
    };

    public static V1.FindingFigure ToProto(FindingFigure figure) => new()
    {
        Name = figure.Name,
        Value = figure.Value.ToString(),
        Unit = figure.Unit,
    };

    public static V1.Acknowledgement ToProto(this Acknowledgement acknowledgement) => new()
    {
        Finding = acknowledgement.Finding,
        Level = acknowledgement.Finding.Length > 0 ? V1.Level.Unspecified : acknowledgement.Level.ToProto(),
        Author = acknowledgement.By,
        AcknowledgeTime = acknowledgement.At.ToProto(),
    };

    /// <summary>A watch update with the whole status, as rendered for everybody.</summary>
    public static V1.TwinUpdate ToUpdate(this TwinStatus status, IMessage rendered)
    {
        var update = new V1.TwinUpdate { Name = status.Name.ToString(), Sequence = status.Sequence };
        switch (status.Name.Kind)
        {
            case TwinKind.Point:
                update.Point = (V1.Point)rendered;
                break;
            case TwinKind.Enterprise:
                update.Enterprise = (V1.Enterprise)rendered;
                break;
            case TwinKind.Incinerator:
                update.Incinerator = (V1.Incinerator)rendered;
                break;
            case TwinKind.Cell:
                update.Cell = (V1.Cell)rendered;
                break;
            case TwinKind.Region:
                update.Region = (V1.Region)rendered;
                break;
            default:
                throw new ArgumentException($"No message shows twins of kind {status.Name.Kind}.", nameof(status));
        }

        return update;
    }
}
