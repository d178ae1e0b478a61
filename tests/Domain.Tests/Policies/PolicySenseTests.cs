using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Policies.Files;

namespace Qianliyan.Domain.Tests.Policies;

/// <summary>Fields that are sound each by itself and make nonsense together, or of what they name.</summary>
public sealed class PolicySenseTests
{
    [Theory]
    [InlineData("temperatureFactor: a01901", "temperatureFactor: a21026", "furnace.temperatureFactor 'a21026' is a pollutant, not a temperature")]
    [InlineData("temperatureFactor: a01901", "temperatureFactor: a01006", "furnace.temperatureFactor 'a01006' is another quantity, not a temperature")]
    [InlineData("pmFactor: a34013", "pmFactor: a01901", "furnace.exempt.pmFactor 'a01901' is a temperature, not particulates in air")]
    [InlineData("pmFactor: a34013", "pmFactor: a21026", "furnace.exempt.pmFactor 'a21026' is a pollutant, not particulates in air")]
    [InlineData("  factor: a19001  ", "  factor: a21005  ", "oxygen.factor 'a21005' is a pollutant, not oxygen")]
    [InlineData("oxygenFactor: a19001", "oxygenFactor: a34013", "furnace.condition.oxygenFactor 'a34013' is particulates in air, not oxygen")]
    [InlineData("feedFactor: I33400", "feedFactor: a01901", "furnace.condition.feedFactor 'a01901' is a temperature, not a load")]
    [InlineData("factor: a01007", "factor: a19001", "contrast.wind.factor 'a19001' is oxygen, not a wind speed")]
    [InlineData("factor: w01001, daysFrom", "factor: a21026, daysFrom", "points.validity.notAveraged[0].factor 'a21026' is a concentration, whose means are what limits are for")]
    [InlineData("factor: w01001, daysFrom", "factor: w01018, daysFrom", "points.validity.notAveraged[0].factor 'w01018' is a concentration, whose means are what limits are for")]
    public void A_factor_that_is_not_what_it_is_named_for_is_refused(string text, string instead, string fault) =>
        FaultOf(text, instead).ShouldBe(fault);

    [Theory]
    [InlineData("temperatureFactor: a01901", "temperatureFactor: a01902")]
    [InlineData("temperatureFactor: a01901", "temperatureFactor: a01999")]
    [InlineData("pmFactor: a34013", "pmFactor: a34001")]
    [InlineData("factor: w01001, daysFrom", "factor: w01010, daysFrom")]
    public void A_factor_that_may_be_what_it_is_named_for_is_taken(string text, string instead) => Take(text, instead);

    [Theory]
    [InlineData("a21026, maximum: 20000", "a21026, maximum: 50", "points.validity.maxima[0].maximum '50' leaves nothing to find over limits[2].hour, which is 100")]
    [InlineData("a21026, maximum: 20000", "a21026, maximum: 80", "points.validity.maxima[0].maximum '80' leaves nothing to find over limits[2].hour, which is 100")]
    [InlineData("a21026, maximum: 20000", "a21026, maximum: 90", "limits[2].hour '100' leaves nothing to find up to points.validity.maxima[0].maximum, which is 90")]
    [InlineData("hour: 100, day: 80, referenceOxygen: 11, validFrom: 2016-01-01, clause: GB 18485-2014 table 4, source: plant rule set; daily means also by published comparison }\n  - { factor: a21024", "hour: 20000, day: 80, referenceOxygen: 11, validFrom: 2016-01-01, clause: GB 18485-2014 table 4, source: plant }\n  - { factor: a21024", "limits[2].hour '20000' leaves nothing to find up to points.validity.maxima[0].maximum, which is 20000")]
    [InlineData("a01901, maximum: 2000", "a01901, maximum: 800", "points.validity.maxima[6].maximum '800' is not above furnace.minimumCelsius, which is 850")]
    [InlineData("a01901, maximum: 2000", "a01901, maximum: 850", "points.validity.maxima[6].maximum '850' is not above furnace.minimumCelsius, which is 850")]
    [InlineData("a19001, maximum: 25", "a19001, maximum: 20.9", "points.validity.maxima[5].maximum '20.9' is below oxygen.airPercent, which is 21")]
    [InlineData("a34002, maximum: 20000", "a34002, maximum: 349", "points.validity.maxima[8].maximum '349' leaves nothing to find over cells.steps[1].exceeded, which is 350")]
    [InlineData("pmLimit: 150", "pmLimit: 50000", "furnace.exempt.pmLimit '50000' leaves nothing to find up to points.validity.maxima[4].maximum, which is 50000")]
    public void A_largest_value_that_hides_what_is_over_is_refused(string text, string instead, string fault) =>
        FaultOf(text, instead).ShouldBe(fault);

    [Theory]
    [InlineData("a21026, maximum: 20000", "a21026, maximum: 101")]
    [InlineData("a01901, maximum: 2000", "a01901, maximum: 851")]
    [InlineData("a19001, maximum: 25", "a19001, maximum: 21")]
    [InlineData("a34002, maximum: 20000", "a34002, maximum: 350")]
    public void The_least_largest_value_that_lets_something_be_found_is_taken(string text, string instead) =>
        Take(text, instead);

    [Theory]
    [InlineData("freeCodes: [idle]", "freeCodes: [idle, normal]", "furnace.exempt.freeCodes[1] 'normal' is what holds where nothing is marked")]
    [InlineData("freeCodes: [idle]", "freeCodes: [starting]", "furnace.exempt.freeCodes[0] 'starting' is exempt without a budget, and consumes one: startStop")]
    [InlineData("codes: [drying, cooling]", "codes: [drying, normal]", "furnace.budget.year[1].codes[1] 'normal' is what holds where nothing is marked")]
    [InlineData("stoppedCodes: [idle]", "stoppedCodes: [normal]", "points.marks.stoppedCodes[0] 'normal' is what holds where nothing is marked")]
    public void A_mark_that_would_free_of_everything_is_refused(string text, string instead, string fault) =>
        FaultOf(text, instead).ShouldBe(fault);

    [Fact]
    public void A_mark_of_no_budget_may_be_free() => Take("freeCodes: [idle]", "freeCodes: [idle, temperatureAnomaly]");

    [Theory]
    [InlineData("hour: 60, day: 50", "hour: 49, day: 50", "limits[3].hour '49' is below day, which is 50: hours that keep it keep the day")]
    [InlineData("dayOver: exceeded", "dayOver: normal", "levels.hourOver 'warning' is above dayOver, which is normal")]
    [InlineData("realTimeOver: notice", "realTimeOver: exceeded", "levels.realTimeOver 'exceeded' is above hourOver, which is warning")]
    [InlineData("listedLevel: exceeded", "listedLevel: normal", "points.listing.level 'notice' is above listedLevel, which is normal")]
    [InlineData("    level: exceeded         # assumption; of the cell", "    level: notice           # assumption; of the cell", "ranking.level 'warning' is above escalation.level, which is notice")]
    [InlineData("prevails: [enforcement]", "prevails: [selfMonitoring]", "points.manual.prevails[0] 'selfMonitoring' is no sample of the authority: only enforcement prevails")]
    public void What_stands_upside_down_is_refused(string text, string instead, string fault) =>
        FaultOf(text, instead).ShouldBe(fault);

    [Theory]
    [InlineData("hour: 60, day: 50", "hour: 50, day: 50")]
    [InlineData("dayOver: exceeded", "dayOver: warning")]
    [InlineData("listedLevel: exceeded", "listedLevel: notice")]
    [InlineData("prevails: [enforcement]", "prevails: []")]
    public void What_stands_level_is_taken(string text, string instead) => Take(text, instead);

    [Theory]
    [InlineData("guardPercent: 20 ", "guardPercent: 21 ", "oxygen.guardPercent '21' is not below airPercent, which is 21")]
    [InlineData("guardPercent: 20 ", "guardPercent: 11 ", "oxygen.guardPercent '11' is not above limits[0].referenceOxygen, which is 11: what the limit is written for would not count")]
    [InlineData("guardPercent: 20 ", "guardPercent: 5 ", "oxygen.guardPercent '5' is not above limits[0].referenceOxygen, which is 11: what the limit is written for would not count")]
    [InlineData("idleOverOxygen: 19", "idleOverOxygen: 21", "furnace.condition.idleOverOxygen '21' is not below oxygen.airPercent, which is 21")]
    [InlineData("tolerance: 0.05", "tolerance: 1.0", "electricity.order.tolerance '1.0' is not below 1")]
    [InlineData("ratio: 1.5              # Zhu", "ratio: 0.49              # Zhu", "electricity.night.ratio '0.49' is below 0.5, which an even use has: 8 hours of night against 16 of day")]
    [InlineData("minimum: 0.90", "minimum: 0", "points.transmission.minimum '0' is not above 0")]
    [InlineData("silentAfterSeconds: 3600", "silentAfterSeconds: 1", "link.silentAfterSeconds '1' is below 30")]
    [InlineData("pmLimit: 150", "pmLimit: 0", "furnace.exempt.pmLimit '0' is not above 0")]
    [InlineData("paceHours: 6", "paceHours: 24", "furnace.prewarning.paceHours '24' is above 23")]
    [InlineData("notice: 1\n", "notice: 7\n", "levels.cleanHours.notice '7' is above warning, which is 6")]
    [InlineData("warning: 6\n", "warning: 25\n", "levels.cleanHours.warning '25' is above exceeded, which is 24")]
    [InlineData("- stopping > cooling", "- stopping > stopping", "furnace.condition.allowed[0] 'stopping > stopping' is no change")]
    [InlineData("freeCodes: [idle]", "freeCodes: [idle, linkLost]", "furnace.exempt.freeCodes[1] 'linkLost' is void already, by furnace.exempt.voidCodes")]
    [InlineData("[GB18918-1A], day: 50, validFrom: 2003-07-01", "[GB18918-1A], day: 50, validFrom: 3016-07-01", "limits[5].validFrom '3016-07-01' is no day from 1970 to 2100")]
    [InlineData("daysFrom: 2026-03-01", "daysFrom: 2226-03-01", "points.validity.notAveraged[0].daysFrom '2226-03-01' is no day from 1970 to 2100")]
    [InlineData("systems: [\"32\"], industries: [GB18918-1A], day: 50", "systems: [\"302\"], industries: [GB18918-1A], day: 50", "limits[5].systems[0] '302' is no system code (ST) of HJ 212: two characters such as 31")]
    public void What_can_never_hold_or_always_does_is_refused(string text, string instead, string fault) =>
        FaultOf(text, instead).ShouldBe(fault);

    [Theory]
    [InlineData("guardPercent: 20 ", "guardPercent: 20.9 ")]
    [InlineData("guardPercent: 20 ", "guardPercent: 11.1 ")]
    [InlineData("idleOverOxygen: 19", "idleOverOxygen: 20.9")]
    [InlineData("tolerance: 0.05", "tolerance: 0.99")]
    [InlineData("ratio: 1.5              # Zhu", "ratio: 0.5              # Zhu")]
    [InlineData("minimum: 0.90", "minimum: 0.01")]
    [InlineData("silentAfterSeconds: 3600", "silentAfterSeconds: 30")]
    [InlineData("paceHours: 6", "paceHours: 23")]
    [InlineData("notice: 1\n", "notice: 6\n")]
    [InlineData("systems: [\"32\"], industries: [GB18918-1A], day: 50", "systems: [\"B7\"], industries: [GB18918-1A], day: 50")]
    [InlineData("systems: [\"32\"], industries: [GB18918-1A], day: 50", "kinds: [wasteWater], systems: [\"32\"], day: 49")]
    public void What_may_hold_is_taken(string text, string instead) => Take(text, instead);

    [Fact]
    public void A_file_that_misses_most_is_told_once_that_it_extends_nothing()
    {
        PolicyFault[] faults = [.. PolicyFileTests.Faults("version: own-1\nregion: 1301\nlink: { silentAfterSeconds: 1800 }\n")];

        faults.Length.ShouldBe(3);
        (faults[0].Place.Line, faults[0].Path).ShouldBe((1, "extends"));
        faults[0].Reason.ShouldBe(
            "is missing, and so are 14 of 16 sections: means, oxygen, levels, marks, furnace, cells, points, contrast, ranking, "
            + "electricity, detectors, limits, legal, legalBases; 'extends: national' is probably meant");
        faults[1..].ShouldAllBe(fault => fault.Path.StartsWith("link.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("link:\n  silentAfterSeconds: 300\n", "link.silentAfterSeconds", 4, "is below 600: a device that sends every ten minutes would be silent in between")]
    [InlineData("electricity:\n  order:\n    tolerance: 0.5\n", "electricity.order.tolerance", 5, "is large: an order to cut by no more is kept by whoever cuts nothing")]
    [InlineData("electricity:\n  night:\n    ratio: 20\n", "electricity.night.ratio", 5, "is large: no device that also runs by day uses so much more by night")]
    [InlineData("limits:\n  - { factor: a21026, hour: 10, validFrom: 2037-01-01, clause: c, source: s }\n", "limits[13].validFrom", 4, "is more than 10 years ahead")]
    [InlineData("limits:\n  - { factor: a21026, hour: 10, validFrom: 2036-12-01, clause: c, source: s }\n", "", 0, "")]
    public void What_is_unusual_is_a_warning(string section, string path, int line, string reason)
    {
        PolicyDocument document = PolicyFile.Read("own", $"extends: national\nversion: own-1\n{section}", _ => null);

        PolicyFault[] warnings = [.. PolicyUnusual.In(document, new DateOnly(2026, 12, 1))];

        warnings.Select(warning => (warning.Path, warning.Place.Line, warning.Reason))
            .ShouldBe(path.Length == 0 ? [] : [(path, line, reason)]);
    }

    [Theory]
    [InlineData("1399", "region '1399' is no code of GB/T 2260: third and fourth digit are 01 to 70 of a city, or 90 of what is directly under its province")]
    [InlineData("139901", "region '139901' is no code of GB/T 2260: third and fourth digit are 01 to 70 of a city, or 90 of what is directly under its province")]
    [InlineData("1103", "region '1103' is no code of GB/T 2260: a municipality has 01 and 02 there")]
    [InlineData("1301", null)]
    [InlineData("4690", null)]
    [InlineData("110105", null)]
    [InlineData("500242", null)]
    public void A_region_is_a_code_that_can_be_one(string region, string? fault)
    {
        string yaml = $"extends: national\nversion: own-1\nregion: \"{region}\"\n";
        if (fault is null)
        {
            PolicyFile.Parse(yaml).Region.ShouldNotBeNull();
            return;
        }

        PolicyFault first = Should.Throw<PolicyFileException>(() => PolicyFile.Parse(yaml)).Faults.ShouldHaveSingleItem();
        (first.Place.Line, $"{first.Path} '{first.Value}' {first.Reason}").ShouldBe((3, fault));
    }

    [Theory]
    [InlineData("hour: 49", "day: 50", "c", "limits[15].day '50' is above limits[14].hour of the same clause, which is 49")]
    [InlineData("day: 50", "hour: 49", "c", "limits[15].hour '49' is below limits[14].day of the same clause, which is 50")]
    [InlineData("hour: 50", "day: 50", "c", null)]
    [InlineData("hour: 49", "day: 50", "another", null)]
    [InlineData("hour: 49, validTo: 2026-01-01", "day: 50, validFrom: 2026-01-01", "c", null)]
    public void Hour_and_day_of_one_clause_are_held_against_each_other_over_lines(
        string first, string second, string clause, string? fault)
    {
        int count = PolicyFile.National.Limits.Count;
        string yaml = PolicyFile.NationalText.Replace(
            "\nlegal:\n",
            $"\n  - {{ factor: a21003, {first}, clause: c, source: s }}\n"
            + $"  - {{ factor: a21003, {second}, clause: {clause}, source: s }}\nlegal:\n",
            StringComparison.Ordinal);
        string? expected = fault?.Replace("[14]", $"[{count}]", StringComparison.Ordinal)
            .Replace("[15]", $"[{count + 1}]", StringComparison.Ordinal);

        if (expected is null)
            PolicyFile.Parse(yaml).Limits.Count.ShouldBe(count + 2);
        else
            Text(PolicyFileTests.Faults(yaml).Single()).ShouldBe(expected);
    }

    [Fact]
    public void Furnaces_of_a_plant_and_pollutants_counted_apart_have_no_most_of_a_month()
    {
        const string Apart = "violationsInMonth: 62\n    kindsCountApart: false";
        string text = PolicyFile.NationalText;
        int at = text.IndexOf("violationsInMonth: 3", StringComparison.Ordinal);
        int end = text.IndexOf("kindsCountApart: true", StringComparison.Ordinal) + "kindsCountApart: true".Length;
        string yaml = text.Remove(at, end - at).Insert(at, Apart);

        Text(PolicyFileTests.Faults(yaml).Single()).ShouldBe(
            "furnace.subsidy.violationsInMonth '62' is above the most that a month can have, which is 31");
        PolicyFile.Parse(yaml.Replace("grain: furnace ", "grain: plant ", StringComparison.Ordinal)).ShouldNotBeNull();
        PolicyFile.Parse(yaml.Replace("CountApart: false   #", "CountApart: true   #", StringComparison.Ordinal))
            .ShouldNotBeNull();
    }

    [Theory]
    [InlineData("2026-11-30", true)]
    [InlineData("2026-12-01", false)]
    public void A_policy_is_put_in_force_on_a_day_whose_acts_it_looks_at(string actsFrom, bool isTaken)
    {
        string yaml = With("actsFrom: 2018-01-01", $"actsFrom: {actsFrom}");
        PolicyIssue Issue() => PolicyIssue.Of(yaml, _ => null, "bureau", "why", Time.BeijingTime.Of(2026, 11, 30));

        if (isTaken)
            Issue().Version.ShouldBe(PolicyFile.National.Version);
        else
            Text(Should.Throw<PolicyFileException>(Issue).Faults.Single()).ShouldBe(
                "legal.actsFrom '2026-12-01' is after 2026-11-30, when the policy is put in force: "
                + "acts until then need no article");
    }

    [Fact]
    public void The_factors_of_a_policy_are_named_with_line_and_field()
    {
        PolicyDocument document = PolicyFile.Read(
            "other", With("- { factor: a34002, notice", "- { factor: a99999, notice"), _ => null);

        NamedFactor named = NamedFactor.In(document).Single(each => each.Node.Text == "a99999");

        named.Path.ShouldBe("cells.steps[1].factor");
        PolicyFile.NationalText.Split('\n')[named.Node.Place.Line - 1].ShouldContain("a34002, notice");
        NamedFactor.In(document).Count().ShouldBeGreaterThan(40);
    }

    static string FaultOf(string text, string instead)
    {
        string yaml = With(text, instead);
        PolicyFault fault = PolicyFileTests.Faults(yaml).Single();
        yaml.Split('\n')[fault.Place.Line - 1].ShouldContain(fault.Value);
        return Text(fault);
    }

    static void Take(string text, string instead) => PolicyFile.Parse(With(text, instead)).ShouldNotBeNull();

    static string With(string text, string instead)
    {
        PolicyFile.NationalText.ShouldContain(text);
        return PolicyFile.NationalText.Replace(text, instead, StringComparison.Ordinal);
    }

    static string Text(PolicyFault fault) => $"{fault.Path} '{fault.Value}' {fault.Reason}";
}
