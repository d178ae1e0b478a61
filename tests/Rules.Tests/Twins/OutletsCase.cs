using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Tests.Enterprises;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Rules.Tests.Twins;

/// <summary>
/// An enterprise with several outlets. Registered: each outlet with its tag, <c>MN1: like:boilers</c>, or <c>none</c>.
/// Lines are those of a point, with the outlet that they are about: <c>2026-03-01 00:00 hour a21026=80 x24 from MN2</c>;
/// <c>tag like:kilns from MN2</c> registers it anew. The clock lets the outlets know the time, then the enterprise; what
/// they tell arrives at once. The level is the enterprise's, the findings are those of the outlets.
/// </summary>
/// <remarks>
/// Shows: <c>gap of MN1</c>, from when an outlet is far from its like, by the leads in force, or <c>none</c>.
/// </remarks>
sealed class OutletsCase : ICaseTwin
{
    readonly OutletsHost _host;

    public OutletsCase(RuleCase rule, Policy policy)
    {
        _host = new OutletsHost(policy);
        foreach ((string mn, string tag) in rule.Registered)
            _host.Register(mn, TagsOf(tag));
    }

    public IReadOnlyList<Finding> Findings => [.. _host.Findings];

    public string Level => new EnterpriseFold().Describe(_host.Enterprise.State).Level.ToString();

    public string Shows(string what)
    {
        if (what.Split(' ') is not ["gap", "of", var mn])
            throw new FormatException($"'{what}' is nothing that outlets show.");
        string[] leads =
        [
            .. _host.Outlet(mn).Findings.GroupBy(finding => finding.Id).Select(versions => versions.Last())
                .Where(finding => finding.State != FindingState.Withdrawn && finding.Rule == PeerGap.Rule)
                .Select(finding => finding.WindowStart.ToString()[..16].Replace('T', ' ')),
        ];
        return leads.Length == 0 ? "none" : string.Join(", ", leads);
    }

    public void Take(CaseLine line)
    {
        if (line.Kind == "tag")
        {
            _host.Register(line.From, TagsOf(line.Words[0]), line.Arrival);
            return;
        }

        EntryBody body = line.Kind == "mark"
            ? new Marked(FurnaceCase.MarkOf(line))
            : new Observed(new Observation
            {
                Kind = PointCase.KindOf(line.Kind),
                DataTime = line.At,
                Readings = line.Readings,
            });
        _host.Feed(line.From, body, line.Arrival);
    }

    public void Tick(BeijingTime now) => _host.Tick(now);

    public void Restore() => _host.Restore();

    public string StateHash() => _host.StateHash();

    static string[] TagsOf(string tag) => tag == "none" ? [] : [tag];
}
