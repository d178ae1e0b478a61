using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Regions.Teller;

namespace Qianliyan.Domain.Tests.Enterprises;

/// <summary>An enterprise's own findings: how long they are at hand, and what of the level is left without them.</summary>
public sealed class OwnLevelTests
{
    static readonly FactorCode Press = FactorCode.Parse("d20401"), Filter = FactorCode.Parse("d30401");

    readonly Teller _meter = new(TwinName.Of(new PointId("MN1", "44")));
    readonly Teller _furnace = new(TwinName.Of(new IncineratorId("P", "1")));
    readonly FoldHost<EnterpriseState> _enterprise = Host(PolicyFile.NationalText);

    [Fact]
    public void Findings_on_hours_are_at_hand_for_two_days_and_the_pages_keep_them()
    {
        for (int day = 0; day < 40; day++)
            Lag(day, minutes: 11, arrives: At(24 * day + 9));

        _enterprise.State.OwnAtHand.InForce.Select(finding => finding.WindowStart).ShouldBe([At(24 * 38 + 8), At(24 * 39 + 8)]);
        _enterprise.Load(PageId.Day(At(0)));
        ((EnterpriseDay)_enterprise.State.Pages.Find(PageId.Day(At(0)))!).Own.Count.ShouldBe(1);
    }

    [Fact]
    public void What_is_not_at_hand_any_more_is_still_taken_back()
    {
        Lag(day: 0, minutes: 11, arrives: At(9));
        Tick(At(48));
        _enterprise.State.OwnAtHand.Count.ShouldBe(0);
        _enterprise.EvictAll();

        Lag(day: 0, minutes: 10, arrives: At(50));

        _enterprise.Findings.Select(finding => finding.State)
            .ShouldBe([FindingState.Raised, FindingState.Revised, FindingState.Withdrawn]);
        _enterprise.State.Standing.Level.ShouldBe(EscalationLevel.Normal);
    }

    [Fact]
    public void What_is_found_on_days_long_past_is_told_and_not_at_hand()
    {
        Tick(At(240));

        Lag(day: 0, minutes: 11, arrives: At(241));

        _enterprise.Findings.ShouldHaveSingleItem().State.ShouldBe(FindingState.Raised);
        _enterprise.State.OwnAtHand.Count.ShouldBe(0);
        _enterprise.State.Standing.Level.ShouldBe(EscalationLevel.Warning);
        Tick(At(247));
        _enterprise.State.Standing.Level.ShouldBe(EscalationLevel.Normal);
    }

    [Fact]
    public void A_level_outlasts_its_finding_where_its_clean_period_is_longer()
    {
        // The lag goes on to the end of 20 July; a warning is kept 100 hours from then on, its finding two days.
        FoldHost<EnterpriseState> patient = Host(PolicyFile.NationalText.Replace(
            "warning: 6\n    exceeded: 24\n", "warning: 100\n    exceeded: 100\n", StringComparison.Ordinal));
        patient.Feed(Minutes(Press, 8, from: 0), At(9));
        patient.Feed(Minutes(Filter, 8, from: 60), At(9));
        patient.Feed(new Ticked(At(72)), At(72));
        patient.RestoreFromSnapshot();

        patient.State.OwnAtHand.Count.ShouldBe(0);
        patient.Feed(new Ticked(At(123, 59)), At(123, 59));
        patient.State.Standing.Level.ShouldBe(EscalationLevel.Warning);
        patient.Feed(new Ticked(At(124)), At(124));
        patient.State.Standing.Level.ShouldBe(EscalationLevel.Normal);
    }

    [Fact]
    public void Findings_on_quarters_are_at_hand_for_31_days_behind_their_end_and_taken_back_later()
    {
        FoldHost<EnterpriseState> plant = Host(PolicyFile.NationalText.Replace(
            "cemsGrain: furnace", "cemsGrain: plant", StringComparison.Ordinal));
        BeijingTime quarter = BeijingTime.Of(2026, 7, 1), last = BeijingTime.Of(2026, 10, 30);
        plant.Feed(Maintenance(quarter, hours: 31), At(0));
        plant.Feed(new Ticked(last), last);
        plant.State.OwnAtHand.Count.ShouldBe(1);
        BeijingTime next = last.AddSeconds(BeijingTime.SecondsPerDay);
        plant.Feed(new Ticked(next), next);
        plant.State.OwnAtHand.Count.ShouldBe(0);

        plant.Feed(Maintenance(quarter, hours: 30), next);

        plant.Findings.Select(finding => finding.State).ShouldBe([FindingState.Raised, FindingState.Withdrawn]);
    }

    static FoldHost<EnterpriseState> Host(string policy)
    {
        var id = EnterpriseId.Parse("E1");
        var host = new FoldHost<EnterpriseState>(new EnterpriseFold(), TwinName.Of(id), PolicyFile.Parse(policy));
        host.Feed(
            new Registered(new EnterpriseRecord
            {
                Id = id,
                Name = "钢铁一厂",
                Industry = "C31",
                Region = County,
                Relations = [DeviceRelation.Parse("MN1-44:d20401>MN1-44:d30401")],
            }),
            At(0));
        return host;
    }

    Signalled Maintenance(BeijingTime quarter, int hours) =>
        _furnace.Tells(new MaintenanceTold(quarter, hours * 3600L, hours * 3600L));

    /// <summary>The filter is off for the first minutes of 08:00 while the press is on.</summary>
    void Lag(int day, int minutes, BeijingTime arrives)
    {
        _enterprise.Feed(Minutes(Press, 24 * day + 8, from: 0), arrives);
        _enterprise.Feed(Minutes(Filter, 24 * day + 8, from: minutes), arrives);
    }

    /// <summary>A whole hour known, on from a minute on.</summary>
    Signalled Minutes(FactorCode device, int hour, int from)
    {
        var minutes = default(MinuteStates);
        for (int minute = 0; minute < 60; minute++)
            minutes = minutes.With(1UL << minute, minute >= from);
        return _meter.Tells(new PowerTold(device, At(hour), minutes));
    }

    void Tick(BeijingTime now) => _enterprise.Feed(new Ticked(now), now);
}
