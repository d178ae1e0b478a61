using System.Globalization;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Rules.Tests.Twins;

/// <summary>
/// A monitoring point. Registered: <c>kind</c> (FlueGas unless said), <c>oxygen</c> (reference, per cent), <c>tag</c>,
/// and limits such as <c>hour a21026: 100</c>, <c>day w01001: 6..9</c>. Lines: instant, minute, minute10, slot, hour, day.
/// </summary>
sealed class PointCase : CaseTwin<PointState>
{
    static readonly BeijingTime Registration = BeijingTime.Of(2020, 1, 1);

    public PointCase(RuleCase rule, Policy policy)
        : base(new PointFold(), NameOf(rule), policy)
    {
        Host.Feed(new Registered(RecordOf(rule)), Registration);
    }

    public override void Take(CaseLine line) =>
        Host.Feed(
            new Observed(new Observation
            {
                Kind = KindOf(line.Kind),
                DataTime = line.At,
                IntervalMinutes = line.Kind switch { "minute" => 1, "minute10" => 10, _ => 0 },
                Readings = line.Readings,
            }),
            line.Arrival);

    public static ObservationKind KindOf(string word) => word switch
    {
        "instant" => ObservationKind.RealTime,
        "minute" or "minute10" => ObservationKind.Minute,
        "slot" => ObservationKind.FurnaceTemperature,
        "hour" => ObservationKind.Hour,
        "day" => ObservationKind.Day,
        _ => throw new FormatException($"A point does not take '{word}'."),
    };

    static TwinName NameOf(RuleCase rule) =>
        TwinName.Of(new PointId(CaseLine.DefaultSource, KindOf(rule) == PointKind.WasteWater ? "32" : "31"));

    static PointKind KindOf(RuleCase rule) =>
        rule.Registered.TryGetValue("kind", out string? kind) ? Enum.Parse<PointKind>(kind) : PointKind.FlueGas;

    static PointRecord RecordOf(RuleCase rule)
    {
        var limits = new List<FactorLimit>();
        foreach ((string key, string value) in rule.Registered)
        {
            string[] words = key.Split(' ');
            if (words.Length != 2)
                continue;
            string[] bounds = value.Split("..");
            LimitPeriod period = Enum.Parse<LimitPeriod>(words[0], ignoreCase: true);
            limits.Add(new FactorLimit(
                FactorCode.Parse(words[1]), period, Exact.From(decimal.Parse(bounds[^1], CultureInfo.InvariantCulture)),
                bounds.Length > 1 ? Exact.From(decimal.Parse(bounds[0], CultureInfo.InvariantCulture)) : Exact.None, "permit", Clause: null));
        }

        PointKind kind = KindOf(rule);
        return new PointRecord
        {
            Id = new PointId(CaseLine.DefaultSource, kind == PointKind.WasteWater ? "32" : "31"),
            Name = "outlet",
            Kind = kind,
            Region = RegionCode.Parse("130109"),
            Enterprise = EnterpriseId.Parse("E1"),
            Limits = ValueList.Create<FactorLimit>([.. limits]),
            MinuteInterval = 10,
            ReferenceOxygen = rule.Registered.TryGetValue("oxygen", out string? oxygen)
                ? Exact.From(decimal.Parse(oxygen, CultureInfo.InvariantCulture))
                : default,
            Tags = rule.Registered.TryGetValue("tag", out string? tag) ? ValueList.Create<string>([tag]) : default,
        };
    }
}
