using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Incinerators;

/// <summary>Budgets of the year and of its quarters: when they are looked at, and what a new policy makes of them.</summary>
public sealed class BudgetTests
{
    static readonly Policy National = PolicyFile.National;
    static readonly BeijingTime NewYear = BeijingTime.Of(2026, 1, 1);

    readonly FurnaceHost _furnace = new();

    /// <summary>Marks hours from a time on, as they begin.</summary>
    void Mark(MarkCode code, BeijingTime start, int hours) => Mark(code, start, hours, start);

    void Mark(MarkCode code, BeijingTime start, int hours, BeijingTime at) =>
        _furnace.Host.Feed(
            new Marked(new Mark
            {
                Id = $"{code} {start}",
                Code = code,
                Start = start,
                End = start.AddSeconds(hours * (long)BeijingTime.SecondsPerHour),
                Source = MarkSource.Bureau,
                Author = "bureau",
            }),
            at);

    void Tick(BeijingTime now) => _furnace.Host.Feed(new Ticked(now), now);

    void Put(Policy policy, BeijingTime at)
    {
        _furnace.Host.EvictAll();
        _furnace.Host.Policy = policy;
        _furnace.Host.Feed(new PolicyPut(policy.Version), at);
        _furnace.Host.Pages();
    }

    /// <summary>57 hours of a fault and 600 of drying, of 60 and 700: both budgets give notice or warn.</summary>
    void UseBoth()
    {
        Mark(MarkCode.Fault, Teller.At(-24 * 40), 57);
        Mark(MarkCode.Drying, Teller.At(-24 * 30), 600);
        _furnace.Slot(0, 900);
        _furnace.InForce("furnace.budget.startStop").Count.ShouldBe(1);
        _furnace.InForce("furnace.budget.drying").Count.ShouldBe(1);
    }

    static Policy WithYear(params HourBudget[] budgets) => National with
    {
        Version = "another",
        Furnace = National.Furnace with { Budget = National.Furnace.Budget with { Year = [.. budgets] } },
    };

    FindingState[] Told(string rule) =>
        [.. _furnace.Host.Findings.Where(finding => finding.Rule == rule).Select(finding => finding.State)];

    static HourBudget Budget(string name) => National.Furnace.Budget.Year.Single(budget => budget.Name == name);

    int[] YearsOfPages() =>
    [
        .. _furnace.Host.Pages().Keys.Select(PageId.Parse).Where(page => page.Kind == PageKind.Year)
            .Select(page => page.Start.Date.Year),
    ];

    [Fact]
    public void A_budget_that_a_policy_drops_is_withdrawn_and_the_others_stay()
    {
        UseBoth();
        Put(WithYear(Budget("startStop")), Teller.At(6));

        // Revised to the version of the policy.
        Told("furnace.budget.startStop").ShouldBe([FindingState.Raised, FindingState.Revised]);
        _furnace.InForce("furnace.budget.drying").ShouldBeEmpty();
        Finding withdrawn = _furnace.Host.Findings.Last(finding => finding.Rule == "furnace.budget.drying");
        (withdrawn.State, withdrawn.Reason).ShouldBe(
            (FindingState.Withdrawn, "policy another has no budget drying any more (furnace.budget.year)"));
    }

    [Fact]
    public void All_that_a_policy_drops_is_withdrawn_but_maintenance_is_no_budget_of_the_year()
    {
        // 31 > 30 hours of maintenance in July.
        UseBoth();
        Mark(MarkCode.CemsMaintenance, Teller.At(-31), 31);
        Put(WithYear(Budget("drying") with { Name = "heating" }), Teller.At(6));

        _furnace.InForce("furnace.budget.startStop").ShouldBeEmpty();
        _furnace.InForce("furnace.budget.drying").ShouldBeEmpty();
        _furnace.InForce("furnace.budget.heating").Single().Value.ShouldBe(600m);
        _furnace.InForce("furnace.cems.maintenance").Single().Value.ShouldBe(31m);
        Told("furnace.cems.maintenance").ShouldBe([FindingState.Raised, FindingState.Revised]);
    }

    [Fact]
    public void Maintenance_that_a_policy_adds_up_by_the_plant_is_withdrawn_from_the_furnace()
    {
        Mark(MarkCode.CemsMaintenance, Teller.At(-31), 31);
        _furnace.Slot(0, 900);
        Policy plant = WithYear(Budget("startStop"), Budget("drying"));
        Put(
            plant with
            {
                Furnace = plant.Furnace with { Budget = plant.Furnace.Budget with { CemsGrain = FurnaceGrain.Plant } },
            },
            Teller.At(6));

        Told("furnace.cems.maintenance").ShouldBe([FindingState.Raised, FindingState.Withdrawn]);
    }

    [Fact]
    public void Budgets_that_grow_take_back_their_warnings()
    {
        // 57 of 100 and 600 of 1,000 hours are below 80 %; 31 hours of maintenance are within 40.
        UseBoth();
        Mark(MarkCode.CemsMaintenance, Teller.At(-31), 31);
        Policy grown = WithYear(Budget("startStop") with { Hours = 100 }, Budget("drying") with { Hours = 1000 });
        Put(
            grown with { Furnace = grown.Furnace with { Budget = grown.Furnace.Budget with { CemsHours = 40 } } },
            Teller.At(6));

        _furnace.Host.EvictAll();
        _furnace.Host.RestoreFromSnapshot();
        foreach (string rule in (string[])["furnace.budget.startStop", "furnace.budget.drying", "furnace.cems.maintenance"])
            _furnace.InForce(rule).ShouldBeEmpty();
        var year = (FurnaceYear)_furnace.Host.State.Pages.Find(new PageId(PageKind.Year, NewYear)).ShouldNotBeNull();
        year.Own.InForce.ShouldBeEmpty();
    }

    [Fact]
    public void Years_that_are_over_stand_as_they_were_judged()
    {
        BeijingTime christmas = BeijingTime.Of(2025, 12, 25);
        Mark(MarkCode.Fault, christmas, 57);
        Tick(BeijingTime.Of(2025, 12, 28));
        _furnace.InForce("furnace.budget.startStop").Count.ShouldBe(1);
        Put(WithYear(Budget("drying")), BeijingTime.Of(2026, 1, 2));

        _furnace.InForce("furnace.budget.startStop").Single().WindowStart.ShouldBe(BeijingTime.Of(2025, 1, 1));
    }

    [Fact]
    public void A_furnace_without_marks_has_no_page_of_its_year()
    {
        _furnace.Slot(0, 900);
        YearsOfPages().ShouldBeEmpty();
    }

    [Fact]
    public void The_first_day_looks_back_to_the_first_mark()
    {
        Mark(MarkCode.Fault, BeijingTime.Of(2026, 5, 1), 10, Teller.At(0));
        _furnace.Slot(0, 900);
        YearsOfPages().ShouldBe([2026]);
    }

    [Fact]
    public void Of_several_marks_the_first_counts()
    {
        Mark(MarkCode.Fault, BeijingTime.Of(2025, 12, 1), 10, Teller.At(0));
        Mark(MarkCode.Fault, BeijingTime.Of(2026, 5, 1), 10, Teller.At(0));
        _furnace.Slot(0, 900);
        YearsOfPages().ShouldBe([2025, 2026]);
    }

    [Fact]
    public void But_a_year_and_a_day_at_most()
    {
        // 366 days before 20 July 2026 is 19 July 2025.
        Mark(MarkCode.Fault, BeijingTime.Of(2023, 5, 1), 10, Teller.At(0));
        _furnace.Slot(0, 900);
        YearsOfPages().ShouldBe([2025, 2026]);
    }

    [Fact]
    public void Only_days_whose_maintenance_may_change_wait_for_the_clock()
    {
        // At 08:00 of 22 July noon has not come for 21 July; the newest day is 22 July.
        Tick(Teller.At(0));
        Mark(MarkCode.CemsMaintenance, Teller.At(1), 31);
        Tick(Teller.At(56));
        Waiting().ShouldBe([1, 2]);
        Tick(Teller.At(84));
        Waiting().ShouldBeEmpty();
    }

    [Fact]
    public void Maintenance_of_settled_days_waits_for_nothing()
    {
        Tick(Teller.At(0));
        Mark(MarkCode.CemsMaintenance, Teller.At(1), 10);
        Tick(Teller.At(60));
        Waiting().ShouldBeEmpty();
    }

    [Fact]
    public void The_last_day_of_a_quarter_waits_alone()
    {
        // 31 July to 30 September are days 11 to 72; at 08:00 of 1 October, day 73, noon has not come for day 72.
        BeijingTime october = BeijingTime.Of(2026, 10, 1);
        Tick(october.AddSeconds(-20 * BeijingTime.SecondsPerHour));
        Mark(MarkCode.CemsMaintenance, october.AddSeconds(-10 * BeijingTime.SecondsPerHour), 10);
        Tick(october.AddSeconds(8 * BeijingTime.SecondsPerHour));
        Waiting().ShouldBe([72]);
    }

    int[] Waiting() => [.. _furnace.Host.State.Pending.Select(day => day - Teller.Day.DayNumber)];
}
