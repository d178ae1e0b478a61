using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Tests.Incinerators;
using Qianliyan.Domain.Tests.Points;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Tests.Policies;

public sealed class LegalBasisTests
{
    static readonly BeijingTime CodeInForce = BeijingTime.Of(2026, 8, 15);

    [Theory]
    [InlineData("emission.exceeded", "大气污染防治法) art. 99(2)", "生态环境法典) art. 1107")]
    [InlineData("effluent.exceeded", "水污染防治法) art. 83(2)", "生态环境法典) art. 1107")]
    [InlineData("furnace.temperature", "大气污染防治法) art. 117(7)", "生态环境法典) art. 1130(7)")]
    [InlineData("monitoring.notKept", "大气污染防治法) art. 100(3)", "生态环境法典) art. 1086(2)")]
    [InlineData("monitoring.networking", "大气污染防治法) art. 100(3)", "生态环境法典) art. 1086(2)")]
    [InlineData("data.falsified", "大气污染防治法) art. 99(3)", "生态环境法典) art. 1088")]
    [InlineData("mark.false", "大气污染防治法) art. 99(3)", "生态环境法典) art. 1108")]
    public void The_code_takes_over_at_midnight_of_15_August_2026_in_Beijing(string act, string before, string after)
    {
        PolicyFile.National.LegalBasisOf(act, CodeInForce.AddSeconds(-1)).ShouldNotBeNull().ShouldEndWith(before);
        PolicyFile.National.LegalBasisOf(act, CodeInForce).ShouldNotBeNull().ShouldEndWith(after);
    }

    [Theory]
    [InlineData(14, "Air Law (大气污染防治法) art. 99(2)")]
    [InlineData(15, "Environmental Code (生态环境法典) art. 1107")]
    public void A_day_over_its_limit_cites_the_article_of_that_day(int day, string article)
    {
        BeijingTime start = BeijingTime.Of(2026, 8, day);
        var point = new PointHost();
        point.Register(
            PointHost.Record(
                PointHost.Upper(PointHost.So2, LimitPeriod.Hour, 100),
                PointHost.Upper(PointHost.So2, LimitPeriod.Day, 80),
                PointHost.Lower(PointHost.Furnace, LimitPeriod.Day, 850)),
            start);
        BeijingTime next = start.AddSeconds(BeijingTime.SecondsPerDay);
        BeijingTime weekLater = start.AddSeconds(7 * BeijingTime.SecondsPerDay);

        point.TakeAt(weekLater, PointHost.Upload(ObservationKind.Hour, next, PointHost.Value(PointHost.So2, 120)));
        point.TakeAt(
            weekLater,
            PointHost.Upload(
                ObservationKind.Day, start, PointHost.Value(PointHost.So2, 81),
                PointHost.Value(PointHost.Furnace, 840)));

        // An hour only warns, and a cold day is not an emission: neither has an article.
        point.Findings.Select(finding => (finding.Rule, finding.Factor, finding.LegalBasis)).ShouldBe(
        [
            ("limit.hour", PointHost.So2, null),
            ("limit.day", PointHost.So2, article),
            ("limit.day", PointHost.Furnace, null),
        ]);
    }

    [Fact]
    public void Waste_water_over_its_limit_stands_under_the_water_law_and_a_station_under_none()
    {
        BeijingTime day = BeijingTime.Of(2026, 8, 14);
        var water = new PointHost(PointHost.WaterPoint);
        water.Register(
            PointHost.Record(PointHost.Upper(PointHost.Cod, LimitPeriod.Day, 50)) with { Kind = PointKind.WasteWater },
            day);
        var station = new PointHost();
        station.Register(
            PointHost.Record(PointHost.Upper(PointHost.So2, LimitPeriod.Day, 80)) with { Kind = PointKind.AmbientAir },
            day);

        water.Take(PointHost.Upload(ObservationKind.Day, day, PointHost.Value(PointHost.Cod, 51)));
        station.Take(PointHost.Upload(ObservationKind.Day, day, PointHost.Value(PointHost.So2, 81)));

        water.Findings.Single().LegalBasis.ShouldBe("Water Law (水污染防治法) art. 83(2)");
        station.Findings.Single().LegalBasis.ShouldBeNull();
    }

    [Fact]
    public void A_cold_furnace_cites_the_article_of_its_day()
    {
        var furnace = new FurnaceHost();

        furnace.Slots(0, 6, 840, day: 25);
        furnace.Slots(0, 6, 840, day: 26);

        IEnumerable<Finding> raised = furnace.Findings.Where(finding => finding.State == FindingState.Raised);
        raised.Select(finding => (finding.WindowStart.Date, finding.LegalBasis)).ShouldBe(
        [
            (new DateOnly(2026, 8, 14), "Air Law (大气污染防治法) art. 117(7)"),
            (new DateOnly(2026, 8, 15), "Environmental Code (生态环境法典) art. 1130(7)"),
        ]);
    }

    [Fact]
    public void A_false_mark_stands_under_the_act_that_the_policy_counts_it_as()
    {
        Policy falsification = PolicyFile.National with
        {
            Legal = PolicyFile.National.Legal with { FalseMark = FalseMarkGround.Falsification },
        };

        falsification.LegalBasisOf(LegalAct.FalseMark, CodeInForce)
            .ShouldBe("Environmental Code (生态环境法典) art. 1088");
    }

    [Fact]
    public void An_act_before_its_statute_or_without_one_has_no_basis()
    {
        PolicyFile.National.LegalBasisOf(LegalAct.EmissionExceeded, BeijingTime.Of(2015, 12, 31, 23, 59, 59))
            .ShouldBeNull();
        PolicyFile.National.LegalBasisOf(LegalAct.EmissionExceeded, BeijingTime.Of(2016, 1, 1)).ShouldNotBeNull();
        PolicyFile.National.LegalBasisOf("limit.hour", CodeInForce).ShouldBeNull();
    }

    [Theory]
    [InlineData("from: 2026-08-15, source: \"Environmental Code, 100",
        "from: 2026-08-14, source: \"Environmental Code, 100",
        "legalBases[1].from: '2026-08-14' gives emission.exceeded an article on days on which it has Air Law")]
    [InlineData("art. 99(2), from: 2016-01-01", "art. 99(2), from: 2026-08-15",
        "legalBases[0].to: '2026-08-15' is not after the first day 2026-08-15")]
    [InlineData("act: supervision.evaded, article: Air", "act: supervision.dodged, article: Air",
        "legalBases[12].act: 'supervision.dodged' is not one of emission.exceeded,")]
    [InlineData("art. 99(2), from: 2016-01-01", "art. 99(2), from: 2016-1-1",
        "legalBases[0].from: '2016-1-1' is not a day")]
    [InlineData("art. 99(2), from: 2016-01-01", "art. 99(2), from: 2016-02-30",
        "legalBases[0].from: '2016-02-30' is not a day")]
    public void A_wrong_legal_basis_is_named(string text, string replacement, string error)
    {
        string national = PolicyFileTests.National;
        national.ShouldContain(text);

        PolicyFileTests.Faults(ReplaceFirst(national, text, replacement))[0].ToString().ShouldContain(error);
    }

    static string ReplaceFirst(string text, string part, string replacement)
    {
        int at = text.IndexOf(part, StringComparison.Ordinal);
        return string.Concat(text.AsSpan(0, at), replacement, text.AsSpan(at + part.Length));
    }
}
