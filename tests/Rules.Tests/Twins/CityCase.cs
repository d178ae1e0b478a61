using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Tests.Ranking;
using Qianliyan.Domain.Time;

namespace Qianliyan.Rules.Tests.Twins;

/// <summary>
/// The city 130100 and its hot 3 km cells. Lines: <c>2026-01-01 month a34004=98.2 hours=700 from 0100-0400</c>, the mean of a
/// month that a cell tells the city, of all its hours unless they are said; it is told when the month has closed, or
/// <c>arrives</c> later. <c>2026-02-10 policy a34002</c>: from then on the policy ranks that factor. The level is the city's,
/// the findings are those of the cells; <c>level 0100-0400</c> shows the level of a cell.
/// </summary>
sealed class CityCase(Policy policy) : ICaseTwin
{
    static readonly FactorCode Hours = FactorCode.Parse("hours");

    readonly CityHost _host = new(policy);

    public IReadOnlyList<Finding> Findings => [.. _host.Findings];

    public string Level => new RegionFold().Describe(_host.City.State).Level.ToString();

    public string Shows(string what) => what.Split(' ') is ["level", var place]
        ? new CellFold().Describe(_host.Cell(CityHost.CellAt(place)).State).Level.ToString()
        : throw new FormatException($"'{what}' is nothing that a city shows.");

    public void Take(CaseLine line)
    {
        if (line.Kind == "policy")
        {
            Policy inForce = _host.City.Policy;
            _host.Put(
                inForce with { Ranking = inForce.Ranking with { Factor = FactorCode.Parse(line.Words.Single()) } }, line.At);
            return;
        }

        var month = NaturalMonth.Of(line.At);
        Reading told = line.Readings.Single(reading => reading.Factor != Hours);
        int hours = line.Readings.FirstOrDefault(reading => reading.Factor == Hours).Value is { HasValue: true } said
            ? (int)said.Value
            : month.Hours;
        BeijingTime closed = month.End.AddSeconds((long)policy.Ranking.ClosesAfterHours * BeijingTime.SecondsPerHour);
        _host.Tell(
            CityHost.CellAt(line.From), month, told.Factor, told.Value, hours,
            line.Arrival > closed ? line.Arrival : closed);
    }

    public void Tick(BeijingTime now) => _host.Tick(now);

    public void Restore() => _host.Restore();

    public string StateHash() => _host.StateHash();
}
