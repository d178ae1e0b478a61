using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Api.Mapping;

static class IncineratorMap
{
    public static V1.Incinerator ToProto(this IncineratorStatus status)
    {
        var furnace = new V1.Incinerator
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
            Enterprise = status.Enterprise is { } enterprise ? TwinName.Of(enterprise).ToString() : "",
            Day = status.Day.ToProto(),
            ReceivedSlotCount = status.SlotsReceived,
            VoidSlotCount = status.SlotsVoid,
            LowSlotCount = status.LowSlots,
            TemperatureViolated = status.IsTemperatureViolated,
            TemperatureDaysInMonthCount = status.TemperatureDaysInMonth,
            EmissionDaysInMonthCount = status.EmissionDaysInMonth,
            SuspendedSubsidy = status.Subsidy?.ToProto(),
        };
        furnace.Means.AddRange(status.Means.Select(ToProto));
        furnace.Conditions.AddRange(status.Conditions.Select(ToProto));
        furnace.ConditionHistory.AddRange(status.ConditionHistory.Select(ToProto));
        furnace.Points.AddRange(status.Points.Select(TwinMap.ToSummary));
        furnace.Marks.AddRange(status.Marks.Select(version => MarkMap.ToProto(status.Name, version)));
        furnace.Acknowledged = status.Acknowledged?.ToProto();
        furnace.AcknowledgedFindings.AddRange(status.AcknowledgedFindings.Select(TwinMap.ToProto));
        return furnace;
    }

    static V1.FurnaceMeans ToProto(LatestMeans means) => new()
    {
        Factor = means.Factor.ToString(),
        Source = means.Source.ToString(),
        Slot = means.Slot.ToProto(),
        Hour = means.Hour.ToProto(),
        Day = means.Day.ToProto(),
    };

    static V1.ConditionRun ToProto(ConditionRun run) => new()
    {
        Factor = run.Factor.ToString(),
        Word = run.Word.ToString(),
        StartTime = run.Since.ToProto(),
        LastTime = run.Through.ToProto(),
    };
}
