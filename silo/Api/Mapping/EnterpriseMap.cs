using Qianliyan.Domain.Enterprises;

namespace Qianliyan.Api.Mapping;

static class EnterpriseMap
{
    public static V1.Enterprise ToProto(this EnterpriseStatus status)
    {
        var enterprise = new V1.Enterprise
        {
            Name = status.Name.ToString(),
            DisplayName = status.DisplayName,
            Sequence = status.Sequence,
            Level = status.Level.ToProto(),
            LevelReason = status.LevelReason,
            LevelSince = status.LevelSince.ToProto(),
            Link = status.Link.ToProto(),
            LinkSince = status.LinkSince.ToProto(),
            Region = status.Region.ToName(),
            Location = status.Location.ToProto(),
            Registered = status.IsRegistered,
            Industry = status.Industry,
            CountDay = status.Today.ToProto(),
            ExceedanceDaysIn30Count = status.ExceedanceDaysIn30,
            ExceedanceDaysInMonthCount = status.ExceedanceDaysInMonth,
            ExceedanceDaysInQuarterCount = status.ExceedanceDaysInQuarter,
            Supervision = ToProto(status.Supervision),
            Acknowledged = status.Acknowledged?.ToProto(),
            SuspendedSubsidy = status.Subsidy?.ToProto(),
        };
        enterprise.Roster.AddRange(status.Roster.Select(TwinMap.ToSummary));
        enterprise.Findings.AddRange(status.Findings.Select(TwinMap.ToProto));
        enterprise.AcknowledgedFindings.AddRange(status.AcknowledgedFindings.Select(TwinMap.ToProto));
        return enterprise;
    }

    static V1.SupervisionStatus ToProto(SupervisionStatus status) => new()
    {
        FindingClass = status.Class?.ToProto() ?? V1.FindingClass.Unspecified,
        ViolationsIn30Count = status.ViolationsIn30,
        ViolationsInMonthCount = status.ViolationsInMonth,
        ViolationsInQuarterCount = status.ViolationsInQuarter,
        SeriousPointCount = status.SeriousPoints,
        LowTransmissionCount = status.LowTransmission,
        MeetsListing = status.MeetsListing,
        Listed = status.IsListed,
    };
}
