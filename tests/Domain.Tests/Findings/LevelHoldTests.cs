using CsCheck;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Tests.Findings;

/// <summary>Grounds found, corrected and taken back in random order, against all that was ever said of each.</summary>
public sealed class LevelHoldTests
{
    static readonly CleanHours Clean = new() { Notice = 1, Warning = 6, Exceeded = 24 };

    static readonly Gen<Step[]> Histories =
        (from kind in Gen.Enum<Kind>()
         from window in Gen.Int[0, 3]
         from level in Gen.Int[1, 3]
         from minutes in Gen.Int[0, 200]
         select new Step(kind, window, (EscalationLevel)level, minutes)).Array[1, 60];

    enum Kind
    {
        Found,
        Corrected,
        TakenBack,
        Forgotten,
    }

    [Fact]
    public void A_level_is_held_exactly_as_long_as_a_ground_that_was_not_taken_back() =>
        Histories.Sample(
            history =>
            {
                var hold = new LevelHold<PointGround>();
                var said = new Dictionary<int, (EscalationLevel Level, BeijingTime At)>();
                BeijingTime now = BeijingTime.Of(2026, 3, 1);
                foreach (Step step in history)
                {
                    now = now.AddSeconds(step.Minutes * 60);
                    Take(hold, said, step, now);
                    EscalationLevel expected = said.Values
                        .Where(ground => now < ground.At.AddSeconds(Clean.Of(ground.Level) * 3600L))
                        .Select(ground => ground.Level)
                        .DefaultIfEmpty()
                        .Max();
                    (hold.Above(EscalationLevel.Normal, now, Clean)?.Level ?? EscalationLevel.Normal).ShouldBe(expected);
                    hold.Above(expected, now, Clean).ShouldBeNull();
                }

                Bytes(Read(Bytes(hold))).ShouldBe(Bytes(hold));
            },
            iter: 2000);

    [Fact]
    public void In_which_order_grounds_were_found_does_not_show() =>
        Gen.Shuffle(Enumerable.Range(0, 8).ToArray()).Sample(order =>
        {
            LevelHold<PointGround> hold = new(), other = new();
            for (int window = 0; window < 8; window++)
                hold.Found(EscalationLevel.Warning, On(window), At(window));
            foreach (int window in order)
                other.Found(EscalationLevel.Warning, On(window), At(window));
            Bytes(other).ShouldBe(Bytes(hold));
        });

    [Fact]
    public void Of_one_level_the_ground_that_was_one_last_is_named()
    {
        var hold = new LevelHold<PointGround>();
        hold.Found(EscalationLevel.Warning, On(2), At(1));
        hold.Found(EscalationLevel.Warning, On(1), At(2));
        hold.Found(EscalationLevel.Notice, On(3), At(3));

        hold.Above(EscalationLevel.Normal, At(3), Clean).ShouldBe((EscalationLevel.Warning, On(1)));
        hold.TakeBack(On(1)).ShouldBe(At(2));
        hold.Above(EscalationLevel.Normal, At(3), Clean).ShouldBe((EscalationLevel.Warning, On(2)));
        hold.TakeBack(On(1)).ShouldBeNull();
    }

    static void Take(
        LevelHold<PointGround> hold, Dictionary<int, (EscalationLevel Level, BeijingTime At)> said, Step step, BeijingTime now)
    {
        switch (step.Kind)
        {
            case Kind.Found:
                hold.Found(step.Level, On(step.Window), now);
                said[step.Window] = (step.Level, now);
                break;
            case Kind.Corrected:
                hold.Correct(step.Level, On(step.Window));
                if (said.TryGetValue(step.Window, out (EscalationLevel Level, BeijingTime At) held))
                    said[step.Window] = (step.Level, held.At);
                break;
            case Kind.TakenBack:
                hold.TakeBack(On(step.Window));
                said.Remove(step.Window);
                break;
            default:
                hold.Forget(now, Clean);
                foreach ((int window, (EscalationLevel level, BeijingTime at)) in said.ToArray())
                {
                    if (at.AddSeconds(Clean.Of(level) * 3600L) <= now)
                        said.Remove(window);
                }

                break;
        }
    }

    static PointGround On(int window) => new(PointCause.Hour, default, At(window));

    static BeijingTime At(int hour) => BeijingTime.Of(2026, 3, 1).AddSeconds(hour * 3600L);

    static byte[] Bytes(LevelHold<PointGround> hold)
    {
        var writer = new EntryWriter(64);
        hold.Write(writer);
        return writer.Written.ToArray();
    }

    static LevelHold<PointGround> Read(byte[] bytes)
    {
        var reader = new EntryReader(bytes);
        return LevelHold.Read<PointGround>(ref reader);
    }

    readonly record struct Step(Kind Kind, int Window, EscalationLevel Level, int Minutes);
}
