using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Tests.Ranking;
using Qianliyan.Domain.Time;

namespace Qianliyan.Rules.Tests.Twins;

/// <summary>
/// The city 130100 and its hot 3 km cells. Lines: <c>2026-01-01 month a34004=98.2 hours=700 from 0100-0400</c>, the mean of a
/// month that a cell tells the city, of all its hours unless they are said; it is told when the month has closed, or
/// <c>arrives</c> later. The level is the city's, the findings are those of the cells.
/// </summary>
sealed class CityCase(Policy policy) : ICaseTwin
{
    static readonly FactorCode Hours = FactorCode.Parse("hours");

    readonly CityHost _host = new(policy);

    public IReadOnlyList<Finding> Findings => [.. _host.Findings];

    public string Level => new RegionFold().Describe(_host.City.State).Level.ToString();

    public string Shows(string what) => throw new FormatException($"'{what}' is nothing that a city shows.");

    public void Take(CaseLine line)
    {
        var month = NaturalMonth.Of(line.At);
        Exact mean = line.Readings.Single(reading => reading.Factor == policy.Ranking.Factor).Value;
        int hours = line.Readings.FirstOrDefault(reading => reading.Factor == Hours).Value is { HasValue: true } said
            ? (int)said.Value
            : month.Hours;
        BeijingTime closed = month.End.AddSeconds((long)policy.Ranking.ClosesAfterHours * BeijingTime.SecondsPerHour);
        _host.Tell(CityHost.CellAt(line.From), month, mean, hours, line.Arrival > closed ? line.Arrival : closed);
    }

    public void Tick(BeijingTime now) => _host.Tick(now);

    public void Restore() => _host.Restore();

    public string StateHash() => _host.StateHash();
}
