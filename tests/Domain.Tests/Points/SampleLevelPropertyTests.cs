using CsCheck;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Points;

/// <summary>
/// Samples of hours, made, corrected and taken back at any time over eight days, against a hourly limit of 100 and beside
/// automatic means: the point is at exceeded exactly while a sample is over it, on the day that it became known on and the
/// next, and for 24 hours after; one that is taken back, or corrected to comply, holds it no longer.
/// </summary>
public sealed class SampleLevelPropertyTests
{
    const int Clean = 24 * BeijingTime.SecondsPerHour;

    static readonly Gen<Step[]> Histories =
        (from kind in Gen.Enum<Kind>()
         from minutes in Gen.Int[1, 300]
         from hoursAgo in Gen.Frequency((3, Gen.Int[1, 3]), (1, Gen.Int[30, 60]))
         from value in Gen.Int[97, 104]
         select new Step(kind, minutes, hoursAgo, value)).Array[10, 60];

    enum Kind
    {
        Tick,
        Hour,
        Sample,
        Deletion,
    }

    [Fact]
    public void The_level_stands_as_long_as_a_sample_and_its_clean_period_do() =>
        Histories.Sample(
            history =>
            {
                var run = new Run(isDisturbed: false);
                foreach (Step step in history)
                    run.Take(step);
            },
            iter: 150);

    [Fact]
    public void It_is_the_same_with_the_state_read_back_after_every_entry() =>
        Histories.Sample(
            history =>
            {
                Run live = new(isDisturbed: false), restored = new(isDisturbed: true);
                foreach (Step step in history)
                {
                    live.Take(step);
                    restored.Take(step);
                }

                restored.Hash.ShouldBe(live.Hash);
            },
            iter: 60);

    readonly record struct Step(Kind Kind, int Minutes, int HoursAgo, int Value);

    /// <summary>A point beside what is to be expected of it.</summary>
    sealed class Run
    {
        readonly PointHost _point = new();
        readonly bool _isDisturbed;
        readonly SortedDictionary<BeijingTime, (int Revision, decimal? Value, BeijingTime Known)> _samples = [];
        BeijingTime _now = At(6);

        public Run(bool isDisturbed)
        {
            _isDisturbed = isDisturbed;
            _point.Register(Record(Upper(So2, LimitPeriod.Hour, 100)), At(0));
        }

        public string Hash => _point.Host.StateHash();

        public void Take(Step step)
        {
            _now = _now.AddSeconds(step.Minutes * 60);
            BeijingTime hour = _now.StartOfHour.AddSeconds(-step.HoursAgo * 3600);
            switch (step.Kind)
            {
                case Kind.Hour:
                    _point.TakeAt(_now, Upload(ObservationKind.Hour, hour, Value(So2, step.Value)));
                    break;
                case Kind.Sample:
                    Sample(hour, step.Value);
                    break;
                case Kind.Deletion when _samples.GetValueOrDefault(hour).Value is not null:
                    Sample(hour, null);
                    break;
                default:
                    break;
            }

            _point.Tick(_now);
            if (_isDisturbed)
            {
                _point.Host.EvictAll();
                _point.Host.RestoreFromSnapshot();
            }

            (_point.State.Level == EscalationLevel.Exceeded).ShouldBe(IsExpected(), $"at {_now}");
        }

        bool IsExpected() =>
            _samples.Values.Any(sample => sample.Value > 100 && _now < EndOf(sample.Known).AddSeconds(Clean));

        static BeijingTime EndOf(BeijingTime known) => known.StartOfDay.AddSeconds(2 * BeijingTime.SecondsPerDay);

        void Sample(BeijingTime hour, decimal? value)
        {
            var (revision, before, known) = _samples.GetValueOrDefault(hour);
            _samples[hour] = (revision + 1, value, value == before ? known : _now);
            _point.Host.Feed(
                new Marked(new Mark
                {
                    Id = hour.ToString(),
                    Revision = revision + 1,
                    Code = MarkCode.ManualMonitoring,
                    Factor = So2,
                    Start = hour,
                    End = hour.AddSeconds(1800),
                    Source = MarkSource.Bureau,
                    Author = "li",
                    IsDeleted = value is null,
                    Sample = new ManualSample(SamplePurpose.Enforcement, Exact.From(value ?? 0), default, "HJ 57-2017"),
                }),
                _now);
        }
    }
}
