using Qianliyan.Abstractions;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Twins;
using DomainTwinKind = Qianliyan.Domain.Registry.TwinKind;

namespace Qianliyan.Api.Mapping;

/// <summary>
/// Enums of the domain and of the wire. Their numbers are independent on purpose: 0 on the wire is "not said".
/// </summary>
static class EnumMap
{
    public static V1.Level ToProto(this EscalationLevel level) => level switch
    {
        EscalationLevel.Normal => V1.Level.Normal,
        EscalationLevel.Notice => V1.Level.Notice,
        EscalationLevel.Warning => V1.Level.Warning,
        EscalationLevel.Exceeded => V1.Level.Exceeded,
        _ => V1.Level.Unspecified,
    };

    public static EscalationLevel? ToDomain(this V1.Level level) => level switch
    {
        V1.Level.Normal => EscalationLevel.Normal,
        V1.Level.Notice => EscalationLevel.Notice,
        V1.Level.Warning => EscalationLevel.Warning,
        V1.Level.Exceeded => EscalationLevel.Exceeded,
        _ => null,
    };

    public static V1.FindingClass ToProto(this FindingClass findingClass) => findingClass switch
    {
        FindingClass.Lead => V1.FindingClass.Lead,
        FindingClass.Before => V1.FindingClass.Before,
        FindingClass.During => V1.FindingClass.During,
        FindingClass.After => V1.FindingClass.After,
        _ => V1.FindingClass.Unspecified,
    };

    public static V1.Validity ToProto(this Validity validity) => validity switch
    {
        Validity.Valid => V1.Validity.Valid,
        Validity.Invalid => V1.Validity.Invalid,
        Validity.Provisional => V1.Validity.Provisional,
        _ => V1.Validity.Unspecified,
    };

    public static V1.VoidCause ToProto(this VoidCause cause) => cause switch
    {
        VoidCause.TooFewMinutes => V1.VoidCause.TooFewMinutes,
        VoidCause.TooFewHours => V1.VoidCause.TooFewHours,
        VoidCause.FlagShare => V1.VoidCause.FlagShare,
        VoidCause.Flagged => V1.VoidCause.Flagged,
        VoidCause.OxygenGuard => V1.VoidCause.OxygenGuard,
        VoidCause.Implausible => V1.VoidCause.Implausible,
        VoidCause.Negative => V1.VoidCause.Negative,
        VoidCause.NoValue => V1.VoidCause.NoValue,
        VoidCause.Marked => V1.VoidCause.Marked,
        VoidCause.NotConverted => V1.VoidCause.NotConverted,
        _ => V1.VoidCause.Unspecified,
    };

    public static V1.LinkState ToProto(this LinkState link) => link switch
    {
        LinkState.Unknown => V1.LinkState.Unknown,
        LinkState.Online => V1.LinkState.Online,
        LinkState.Silent => V1.LinkState.Silent,
        _ => V1.LinkState.Unspecified,
    };

    public static LinkState? ToDomain(this V1.LinkState link) => link switch
    {
        V1.LinkState.Unknown => LinkState.Unknown,
        V1.LinkState.Online => LinkState.Online,
        V1.LinkState.Silent => LinkState.Silent,
        _ => null,
    };

    public static V1.TwinKind ToProto(this DomainTwinKind kind) => kind switch
    {
        DomainTwinKind.Point => V1.TwinKind.Point,
        DomainTwinKind.Enterprise => V1.TwinKind.Enterprise,
        DomainTwinKind.Incinerator => V1.TwinKind.Incinerator,
        DomainTwinKind.Cell => V1.TwinKind.Cell,
        DomainTwinKind.Region => V1.TwinKind.Region,
        _ => V1.TwinKind.Unspecified,
    };

    public static DomainTwinKind? ToDomain(this V1.TwinKind kind) => kind switch
    {
        V1.TwinKind.Point => DomainTwinKind.Point,
        V1.TwinKind.Enterprise => DomainTwinKind.Enterprise,
        V1.TwinKind.Incinerator => DomainTwinKind.Incinerator,
        V1.TwinKind.Cell => DomainTwinKind.Cell,
        V1.TwinKind.Region => DomainTwinKind.Region,
        _ => null,
    };

    public static V1.FrameDisposition ToProto(this FrameDisposition disposition) => disposition switch
    {
        FrameDisposition.Recorded => V1.FrameDisposition.Recorded,
        FrameDisposition.Repeated => V1.FrameDisposition.Repeated,
        FrameDisposition.Quarantined => V1.FrameDisposition.Quarantined,
        FrameDisposition.WrongPassword => V1.FrameDisposition.WrongPassword,
        FrameDisposition.Refused => V1.FrameDisposition.Refused,
        FrameDisposition.Unsupported => V1.FrameDisposition.Unsupported,
        FrameDisposition.Garbage => V1.FrameDisposition.Garbage,
        _ => V1.FrameDisposition.Unspecified,
    };

    public static FrameDisposition? ToDomain(this V1.FrameDisposition disposition) => disposition switch
    {
        V1.FrameDisposition.Recorded => FrameDisposition.Recorded,
        V1.FrameDisposition.Repeated => FrameDisposition.Repeated,
        V1.FrameDisposition.Quarantined => FrameDisposition.Quarantined,
        V1.FrameDisposition.WrongPassword => FrameDisposition.WrongPassword,
        V1.FrameDisposition.Refused => FrameDisposition.Refused,
        V1.FrameDisposition.Unsupported => FrameDisposition.Unsupported,
        V1.FrameDisposition.Garbage => FrameDisposition.Garbage,
        _ => null,
    };

    public static V1.DataFlag ToProto(this DataFlag flag) => flag switch
    {
        DataFlag.Normal => V1.DataFlag.Normal,
        DataFlag.Off => V1.DataFlag.Off,
        DataFlag.Maintenance => V1.DataFlag.Maintenance,
        DataFlag.Manual => V1.DataFlag.Manual,
        DataFlag.Fault => V1.DataFlag.Fault,
        DataFlag.Calibration => V1.DataFlag.Calibration,
        DataFlag.OverRange => V1.DataFlag.OverRange,
        DataFlag.NoCommunication => V1.DataFlag.NoCommunication,
        DataFlag.Insufficient => V1.DataFlag.Insufficient,
        _ => V1.DataFlag.Unspecified,
    };

    /// <summary>Null for a number that this version does not know.</summary>
    public static DataFlag? ToDomain(this V1.DataFlag flag) => flag switch
    {
        V1.DataFlag.Unspecified => DataFlag.None,
        V1.DataFlag.Normal => DataFlag.Normal,
        V1.DataFlag.Off => DataFlag.Off,
        V1.DataFlag.Maintenance => DataFlag.Maintenance,
        V1.DataFlag.Manual => DataFlag.Manual,
        V1.DataFlag.Fault => DataFlag.Fault,
        V1.DataFlag.Calibration => DataFlag.Calibration,
        V1.DataFlag.OverRange => DataFlag.OverRange,
        V1.DataFlag.NoCommunication => DataFlag.NoCommunication,
        V1.DataFlag.Insufficient => DataFlag.Insufficient,
        _ => null,
    };
}
