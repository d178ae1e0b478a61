using CsCheck;
using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Ranking;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Tests.Ranking;

public sealed class CityRankingTests
{
    static readonly NaturalMonth January = NaturalMonth.Of(BeijingTime.Of(2026, 1, 1));
    static readonly CellId A = CityHost.CellAt("0100-0400"), B = CityHost.CellAt("0101-0400");
    static readonly Policy National = PolicyFile.National;

    readonly CityHost _host = new(National);

    [Fact]
    public void A_warning_that_late_data_take_back_is_withdrawn_and_raised_again_with_its_chain()
    {
        Tell(A, January, 98);
        Tell(B, January, 60);
        Tick(January);
        Tell(B, January, 99);
        Tick(January);
        Tell(B, January, 61);
        Tick(January);

        _host.Cell(A).Findings.Select(finding => (finding.Id, finding.State, finding.DecidedBy)).ShouldBe(
        [
            ($"cells/{A}:cell.warned:a34004:{January.Start.UnixSeconds}", FindingState.Raised, 1),
            ($"cells/{A}:cell.warned:a34004:{January.Start.UnixSeconds}", FindingState.Withdrawn, 2),
            ($"cells/{A}:cell.warned:a34004:{January.Start.UnixSeconds}", FindingState.Raised, 3),
        ]);
    }

    [Fact]
    public void A_finding_names_list_rank_and_numbers()
    {
        Tell(A, January, 98.2m);
        Tell(B, January, 60);
        Tell(A, January.Add(1), 110);
        Tell(B, January.Add(1), 50);
        Tick(January.Add(1));

        Finding finding = _host.Cell(A).Findings.Single(one => one.WindowStart == January.Add(1).Start);
        // (110 - 98.2) / 98.2 = 0.1202
        finding.Reason.ShouldBe(
            "a34004 month mean 110 of 2026-02: rank 1 of 2 by the highest mean (月均浓度最高); "
            + "rank 1 of 2 by the worst month-on-month relative change +0.1202 from 98.2 (环比); 1 warned per list");
        finding.Figures.Select(figure => $"{figure.Name} {figure.Value}").ShouldContain("month on month: earlier mean 98.2");
        _host.Cell(A).Told.Where(effect => effect.Body is FindingTold).Select(effect => effect.Target).Distinct()
            .ShouldBe([TwinName.Parse("regions/130100")]);
    }

    [Fact]
    public void A_cell_is_told_again_only_what_is_new_to_it()
    {
        Tell(A, January, 98);
        Tell(B, January, 60);
        Tick(January);
        int told = RanksTold();

        Tick(January).ShouldBeFalse();
        Tell(B, January, 61);
        Tick(January).ShouldBeTrue();

        // A keeps its mean, its rank and the number of cells.
        RanksTold().ShouldBe(told + 1);
    }

    [Fact]
    public void The_months_warned_are_shown_and_those_of_more_than_two_years_ago_are_not()
    {
        for (int month = 0; month < 25; month++)
            Tell(A, January.Add(month), 50);
        Tick(January.Add(24));

        var status = (CellStatus)new CellFold().Describe(_host.Cell(A).State);
        status.MonthsWarned.ShouldBe([.. Enumerable.Range(1, 24).Select(month => January.Add(month).Start)]);
        status.Findings.Count(finding => finding.Rule == "cell.warned").ShouldBe(24);
    }

    [Fact]
    public void A_month_of_more_than_two_years_ago_is_ranked_no_more()
    {
        Tell(A, January.Add(24), 50);
        Tick(January.Add(24));
        int told = RanksTold();

        Tell(A, January, 50);
        Tick(January.Add(24));

        RanksTold().ShouldBe(told);
        _host.Cell(A).State.Outcomes.Keys.ShouldBe([January.Add(24)]);
    }

    [Fact]
    public void An_escalation_whose_year_is_not_whole_any_more_stands_as_it_was_found()
    {
        for (int month = 0; month < 26; month++)
            Tell(A, January.Add(month), 50);
        Tick(January.Add(25));
        Finding[] before = [.. Escalations(A)];

        // The year that ends with the 13th month began with the second, which is kept no more.
        Tell(A, January.Add(12), 51);
        Tick(January.Add(25));

        Escalations(A).Select(finding => finding.Id).ShouldBe(before.Select(finding => finding.Id));
    }

    /// <summary>
    /// Fourteen months of four cells with data that are corrected: told in whatever order between the cells, with ticks in
    /// between and memory lost, the cells have the same findings in the end as when all is told and ranked at once.
    /// </summary>
    [Fact]
    public void Findings_do_not_depend_on_the_order_of_telling()
    {
        Gen<(int Cell, int Month, int Mean, int Hours)> tellings = Gen.Select(
            Gen.Int[0, 3], Gen.Int[0, 13], Gen.Int[1, 6], Gen.Int[450, 672]);
        Gen.Select(tellings.Array[20, 60], Gen.Int[1, 1_000_000]).Sample((told, seed) =>
        {
            var last = told.GroupBy(one => (one.Cell, one.Month)).Select(versions => versions.Last()).ToArray();
            var once = new CityHost(National);
            foreach ((int cell, int month, int mean, int hours) in last)
                Tell(once, CellOf(cell), January.Add(month), mean, hours);
            Tick(once, January.Add(14));

            var random = new Random(seed);
            var mixed = new CityHost(National);
            foreach ((int cell, int month, int mean, int hours) in
                told.OrderBy(_ => random.Next()).Concat(last.OrderBy(_ => random.Next())))
            {
                Tell(mixed, CellOf(cell), January.Add(month), mean, hours);
                if (random.Next(4) == 0)
                    Tick(mixed, January.Add(14));
                if (random.Next(8) == 0)
                    mixed.Restore();
            }

            Tick(mixed, January.Add(14));
            InForce(mixed).ShouldBe(InForce(once));
        }, iter: 200);
    }

    [Fact]
    public void A_larger_number_per_list_never_takes_a_warning_away()
    {
        Gen<Dictionary<CellId, CellMean>> months = Gen.Select(Gen.Int[1, 8], Gen.Int[500, 744]).Array[6].Select(means =>
            means.Select((mean, cell) => (CellOf(cell), new CellMean(mean.Item1, mean.Item2)))
                .ToDictionary(one => one.Item1, one => one.Item2));
        Gen.Select(months, months, months, Gen.Int[1, 5], Gen.Enum<RankTies>(), Gen.Enum<MonthChange>()).Sample(
            (own, before, yearBefore, number, ties, change) =>
            {
                RankingPolicy few = National.Ranking with { PerList = number, Ties = ties, Change = change };
                RankingPolicy more = few with { PerList = number + 1 };

                Warned(few).Except(Warned(more)).ShouldBeEmpty();
                if (ties == RankTies.FirstById)
                    ListsOf(few).Max(list => list.Count(rank => MonthRanking.IsWarned(rank, few))).ShouldBeLessThanOrEqualTo(number);

                IEnumerable<CellId> Warned(RankingPolicy policy) => Ranks(policy)
                    .Where(cell => cell.Value.Any(rank => MonthRanking.IsWarned(rank, policy))).Select(cell => cell.Key);

                IEnumerable<IGrouping<RankingList, ListRank>> ListsOf(RankingPolicy policy) =>
                    Ranks(policy).Values.SelectMany(ranks => ranks).GroupBy(rank => rank.List);

                IReadOnlyDictionary<CellId, ValueList<ListRank>> Ranks(RankingPolicy policy) => MonthRanking.Of(
                    January,
                    month => month == January ? own : month == January.Before ? before : yearBefore,
                    policy);
            });
    }

    static CellId CellOf(int number) => CityHost.CellAt($"010{number}-0400");

    static string[] InForce(CityHost host) =>
    [
        .. host.Findings.GroupBy(finding => finding.Id).Select(versions => versions.Last())
            .Where(finding => finding.State != FindingState.Withdrawn)
            .Select(finding => $"{finding.Id} {finding.Reason}").Order(StringComparer.Ordinal),
    ];

    IEnumerable<Finding> Escalations(CellId cell) =>
        _host.Cell(cell).State.Findings.InForce.Where(finding => finding.Rule == "cell.escalation");

    int RanksTold() => _host.City.Told.Count(effect => effect.Body is RanksTold);

    void Tell(CellId cell, NaturalMonth month, decimal mean) => Tell(_host, cell, month, mean, month.Hours);

    static void Tell(CityHost host, CellId cell, NaturalMonth month, decimal mean, int hours) =>
        host.Tell(cell, month, mean, hours, month.End.AddSeconds(48 * 3600));

    bool Tick(NaturalMonth month)
    {
        long before = _host.City.Entries;
        Tick(_host, month);
        return _host.City.Entries > before;
    }

    /// <summary>Noon of the third day after a month.</summary>
    static void Tick(CityHost host, NaturalMonth month) => host.Tick(month.End.AddSeconds(60 * 3600));
}
