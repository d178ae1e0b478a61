using Qianliyan.Domain.Incinerators.Rules;

namespace Qianliyan.Api.Mapping;

static class SubsidyMap
{
    public static V1.SuspendedSubsidy ToProto(this SuspendedSubsidy suspended) => new()
    {
        Month = suspended.Month.ToProto(),
        CleanSince = suspended.From.ToProto(),
        CleanDayCount = suspended.CleanDays,
        NeededDayCount = suspended.NeededDays,
    };
}
