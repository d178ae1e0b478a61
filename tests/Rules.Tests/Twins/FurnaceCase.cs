using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Rules.Tests.Twins;

/// <summary>A furnace that one point tells its means. Lines: slot (five-minute temperature), hour, day.</summary>
sealed class FurnaceCase : CaseTwin<IncineratorState>
{
    static readonly PointId Source = new(CaseLine.DefaultSource, "31");

    int _told;

    public FurnaceCase(RuleCase rule, Policy policy)
        : base(new IncineratorFold(), TwinName.Of(new IncineratorId("P", "1")), policy)
    {
        Host.Feed(
            new Registered(new IncineratorRecord
            {
                Id = new IncineratorId("P", "1"),
                Name = rule.Registered.GetValueOrDefault("name", "1号炉"),
                Enterprise = EnterpriseId.Parse("E1"),
                Region = RegionCode.Parse("130109"),
                EmissionPoint = Source,
                TemperaturePoint = Source,
            }),
            BeijingTime.Of(2020, 1, 1));
    }

    public override void Take(CaseLine line)
    {
        ObservationKind kind = PointCase.KindOf(line.Kind);
        foreach (Reading reading in line.Readings)
        {
            Qianliyan.Domain.Measurements.Exact figure = reading.Converted.HasValue ? reading.Converted : reading.Value;
            var told = new MeanTold(kind, reading.Factor, line.At, figure, reading.Flag, IsReported: true);
            Host.Feed(
                new Signalled(new Signal
                {
                    Source = TwinName.Of(new PointId(line.From, "31")),
                    SourceSequence = ++_told,
                    Ordinal = 0,
                    CausedAt = line.Arrival,
                    Body = told,
                }),
                line.Arrival);
        }
    }
}
