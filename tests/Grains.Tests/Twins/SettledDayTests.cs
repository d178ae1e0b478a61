using Microsoft.Extensions.Time.Testing;
using Qianliyan.Abstractions;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Grains.Tests.Twins;

/// <summary>A day with a mean of 45 that was settled under a limit of 50, before one of 40 was put in force.</summary>
public sealed class SettledDayTests : IDisposable
{
    static readonly TwinName Stack = TwinName.Of(new PointId("MN1", "31"));
    static readonly FactorCode So2 = FactorCode.Parse("a21026");
    readonly string _directory = Directory.CreateTempSubdirectory("qianliyan-settled-").FullName;
    readonly FakeTimeProvider _time = new(At(0).ToDateTimeOffset());

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData(46, 0)]
    [InlineData(200, 1)]
    public async Task A_sample_that_a_restarted_silo_takes_judges_the_day_by_the_policy_of_then(int value, int daysOver)
    {
        await using (CountySilo first = await CountySilo.Start(_directory, _time, Limited("one", 50)))
        {
            IPointGrain stack = first.Grains.GetPoint(Stack.Id);
            await stack.Register(Record());
            for (int hour = 0; hour < BeijingTime.HoursPerDay; hour++)
                await Hour(stack, hour, 45);
            await Hour(stack, 34, 1);
            MoveTo(37);
            await stack.Tick(At(37));
            await first.Policies.PutInForce(Limited("strict", 40), _ => null, "bureau", "stricter", Token);
            await Hour(stack, 40, 1);
        }

        await using CountySilo second = await CountySilo.Start(_directory, _time, Limited("strict", 40));
        IPointGrain again = second.Grains.GetPoint(Stack.Id);
        MoveTo(50);
        await again.Mark(Sample(value));

        var status = (PointStatus)await again.GetStatus();
        status.Factors.Single(factor => factor.Factor == So2).DaysOverInMonth.ShouldBe(daysOver);
        (await again.Prove()).Holds.ShouldBeTrue();
    }

    static BeijingTime At(int hour) => BeijingTime.Of(2026, 3, 9).AddSeconds(hour * (long)BeijingTime.SecondsPerHour);

    void MoveTo(int hour) => _time.SetUtcNow(At(hour).ToDateTimeOffset());

    async Task Hour(IPointGrain stack, int hour, decimal value)
    {
        MoveTo(hour + 1);
        var observation = new Observation
        {
            Kind = ObservationKind.Hour,
            DataTime = At(hour),
            Readings = [new Reading { Factor = So2, Value = value, Flag = DataFlag.Normal }],
        };
        long now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        await stack.Record([new Upload { Observation = observation, ArrivedAtUnixMs = now }], admitsUnknown: false);
    }

    static PointRecord Record() => new()
    {
        Id = new PointId("MN1", "31"),
        Name = "MN1",
        Kind = PointKind.FlueGas,
        Region = RegionCode.Parse("130109"),
        Limits = [],
        MinuteInterval = 10,
    };

    static Mark Sample(decimal value) => new()
    {
        Id = "s1",
        Code = MarkCode.ManualMonitoring,
        Factor = So2,
        Start = At(5),
        End = At(6),
        Source = MarkSource.Bureau,
        Author = "li",
        Sample = new ManualSample(SamplePurpose.Enforcement, value, Exact.None, "HJ 57-2017"),
    };

    static string Limited(string version, int day) => PolicyFile.NationalText
        .Replace($"version: {PolicyFile.National.Version}", $"version: {version}", StringComparison.Ordinal)
        .Replace(
            "\nlimits:\n", $"\nlimits:\n  - {{ factor: a21026, day: {day}, clause: DB13/1, source: test }}\n",
            StringComparison.Ordinal);
}
