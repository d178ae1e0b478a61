using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Regions.Teller;

namespace Qianliyan.Domain.Tests.Enterprises;

/// <summary>Which of several findings of its own an enterprise's level is named after. Two presses stand beside one filter.</summary>
public sealed class OwnLevelOrderTests
{
    static readonly FactorCode Press = FactorCode.Parse("d20401");
    static readonly FactorCode Second = FactorCode.Parse("d20402");
    static readonly FactorCode Filter = FactorCode.Parse("d30401");

    readonly Teller _meter = new(TwinName.Of(new PointId("MN1", "44")));
    readonly FoldHost<EnterpriseState> _enterprise =
        new(new EnterpriseFold(), TwinName.Of(EnterpriseId.Parse("E1")), PolicyFile.National);

    public OwnLevelOrderTests() => _enterprise.Feed(
        new Registered(new EnterpriseRecord
        {
            Id = EnterpriseId.Parse("E1"),
            Name = "钢铁一厂",
            Industry = "C31",
            Region = County,
            Relations =
            [
                DeviceRelation.Parse("MN1-44:d20401>MN1-44:d30401"),
                DeviceRelation.Parse("MN1-44:d20402>MN1-44:d30401"),
            ],
        }),
        At(0));

    [Theory]
    [InlineData(8, 9, "d20402")]
    [InlineData(9, 8, "d20401")]
    public void Of_two_that_go_on_the_one_that_began_last_is_named(int first, int second, string press)
    {
        Off(8);
        On(Press, first);
        On(Second, second);

        Reason().ShouldBe($"MN1-44:d30401 off for more than 10 minutes while MN1-44:{press} is on");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_two_that_began_together_the_same_is_named_whichever_came_first(bool isInOrder)
    {
        Off(8);
        On(isInOrder ? Press : Second, 8);
        On(isInOrder ? Second : Press, 8);

        Reason().ShouldBe("MN1-44:d30401 off for more than 10 minutes while MN1-44:d20401 is on");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_higher_level_is_named_before_the_newer_finding(bool isLagFirst)
    {
        Teach();
        if (isLagFirst)
            Lag();
        // 10 < 0.3 x 50 = 15 at 09:00: a notice, newer than the warning on 08:00.
        _enterprise.Feed(_meter.Hour(Press, At(9), 100), At(9));
        _enterprise.Feed(_meter.Hour(Filter, At(9), 10), At(9));
        if (!isLagFirst)
            Lag();

        (_enterprise.State.Standing.Level, Reason()).ShouldBe(
            (EscalationLevel.Warning, "MN1-44:d30401 off for more than 10 minutes while MN1-44:d20402 is on"));
    }

    void Lag()
    {
        Off(8);
        On(Second, 8);
    }

    /// <summary>Five days of four hours each.</summary>
    void Teach()
    {
        for (int hour = 0; hour < 20; hour++)
        {
            int at = hour % 4 - 24 * (1 + hour / 4);
            _enterprise.Feed(_meter.Hour(Press, At(at), 100), At(0));
            _enterprise.Feed(_meter.Hour(Filter, At(at), 50), At(0));
        }
    }

    string Reason() => _enterprise.State.Standing.Reason;

    /// <summary>The filter is off from an hour on, and nothing is known behind 10:00.</summary>
    void Off(int hour)
    {
        for (; hour < 10; hour++)
            Tell(Filter, hour, new MinuteStates((1UL << 60) - 1, 0));
    }

    /// <summary>A press is on from an hour on.</summary>
    void On(FactorCode press, int hour)
    {
        for (; hour < 10; hour++)
            Tell(press, hour, new MinuteStates((1UL << 60) - 1, (1UL << 60) - 1));
    }

    void Tell(FactorCode device, int hour, MinuteStates minutes) =>
        _enterprise.Feed(_meter.Tells(new PowerTold(device, At(hour), minutes)), At(10));
}
