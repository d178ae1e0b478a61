using CsCheck;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Tests.Marks;

public sealed class MarkSetTests
{
    static readonly BeijingTime Day = BeijingTime.Of(2026, 7, 20);
    static readonly MarkPolicy Policy = PolicyFile.National.Marks;

    static BeijingTime At(int hour, int minute = 0, int second = 0) =>
        Day.AddSeconds(hour * 3600 + minute * 60 + second);

    static Mark Stop(int revision = 1, int from = 8, int to = 12, bool isDeleted = false) => new()
    {
        Id = "m",
        Code = MarkCode.Stopping,
        Start = At(from),
        End = to == 0 ? default : At(to),
        Source = MarkSource.Enterprise,
        Author = "plant",
        Revision = revision,
        IsDeleted = isDeleted,
    };

    [Theory]
    [InlineData(11, 59, 59, true, true)]
    [InlineData(12, 0, 0, false, true)]
    [InlineData(12, 0, 1, false, false)]
    public void Noon_of_the_next_day_is_the_deadline(int hour, int minute, int second, bool exclusive, bool inclusive)
    {
        BeijingTime markedAt = At(24 + hour, minute, second);

        MarkDeadline.IsInTime(Day, markedAt, Policy).ShouldBe(exclusive);
        MarkDeadline.IsInTime(Day, markedAt, Policy with { DeadlineInclusive = true }).ShouldBe(inclusive);
        MarkDeadline.HasPassed(Day, markedAt, Policy).ShouldBe(!exclusive);
    }

    [Fact]
    public void A_late_mark_is_kept_without_effect()
    {
        var set = new MarkSet();
        set.Take(Stop(), At(36), entry: 1).ShouldBeTrue();

        set.EffectiveOn(Day, Policy).ShouldBeEmpty();
        set.EffectiveOn(Day, Policy with { Late = LateMarks.Effective }).ShouldBe([Stop()]);
        set.Current.ShouldBe([Stop()]);
    }

    [Fact]
    public void A_late_edit_leaves_the_version_that_was_in_time()
    {
        var set = new MarkSet();
        set.Take(Stop(), At(20), entry: 1);
        set.Take(Stop(revision: 2, to: 9), At(40), entry: 2);

        set.EffectiveOn(Day, Policy).ShouldBe([Stop()]);
        set.VersionsOf("m").Select(version => (version.Mark.Revision, version.Entry)).ShouldBe([(1, 1L), (2, 2L)]);
    }

    [Fact]
    public void A_deletion_in_time_takes_the_mark_back_and_a_late_one_does_not()
    {
        var set = new MarkSet();
        set.Take(Stop(), At(20), entry: 1);
        set.Take(Stop(revision: 2, isDeleted: true), At(40), entry: 2);
        set.EffectiveOn(Day, Policy).Count.ShouldBe(1);
        set.Take(Stop(revision: 3, isDeleted: true), At(30), entry: 3);

        set.EffectiveOn(Day, Policy).ShouldBeEmpty();
        set.Current.ShouldBeEmpty();
    }

    [Fact]
    public void An_open_mark_holds_on_every_later_day_until_it_is_closed()
    {
        var set = new MarkSet();
        set.Take(Stop(to: 0), At(9), entry: 1);
        set.EffectiveOn(At(24 * 40), Policy).Count.ShouldBe(1);
        set.EffectiveOn(At(-1), Policy).ShouldBeEmpty();

        // Closed on the fourth day for the end of the second: the second day's deadline has passed, the third's not.
        set.Take(Stop(revision: 2, to: 48), At(3 * 24 + 11), entry: 2);
        set.EffectiveOn(At(24), Policy).ShouldBe([Stop(to: 0)]);
        set.EffectiveOn(At(48), Policy).ShouldBeEmpty();
    }

    [Fact]
    public void A_mark_of_several_days_has_effect_on_the_days_it_is_in_time_for()
    {
        var set = new MarkSet();
        set.Take(Stop(from: 8, to: 60), At(50), entry: 1);

        set.EffectiveOn(Day, Policy).ShouldBeEmpty();
        set.EffectiveOn(At(24), Policy).Count.ShouldBe(1);
        set.EffectiveOn(At(48), Policy).Count.ShouldBe(1);
        set.EffectiveOn(At(72), Policy).ShouldBeEmpty();
    }

    [Fact]
    public void The_first_version_with_a_revision_stands()
    {
        var set = new MarkSet();
        set.Take(Stop(), At(20), entry: 1).ShouldBeTrue();
        set.Take(Stop(to: 10), At(21), entry: 2).ShouldBeFalse();

        set.EffectiveOn(Day, Policy).ShouldBe([Stop()]);
    }

    [Fact]
    public void Any_order_of_the_versions_gives_the_same_bytes() =>
        Gen.Shuffle(Enumerable.Range(1, 8).ToArray()).Sample(order =>
        {
            static byte[] Bytes(IEnumerable<int> revisions)
            {
                var set = new MarkSet();
                foreach (int revision in revisions)
                {
                    Mark mark = Stop(revision, to: 9 + revision) with { Id = $"m{revision % 3}" };
                    set.Take(mark, At(revision), revision);
                }

                var writer = new EntryWriter();
                set.Write(writer);
                return writer.ToArray();
            }

            byte[] bytes = Bytes(order);
            bytes.ShouldBe(Bytes(Enumerable.Range(1, 8)));
            var reader = new EntryReader(bytes);
            MarkSet.Read(ref reader).All.Count().ShouldBe(8);
            reader.AtEnd.ShouldBeTrue();
        });

    [Theory]
    [InlineData(8, 8, "is not after its start")]
    [InlineData(9, 8, "is not after its start")]
    [InlineData(8, 9, null)]
    [InlineData(8, 0, null)]
    public void A_mark_ends_after_it_starts(int from, int to, string? problem)
    {
        string? said = Stop(from: from, to: to).Problem();

        (said is null).ShouldBe(problem is null);
        said?.ShouldContain(problem!);
    }

    [Fact]
    public void A_mark_without_author_id_or_start_is_named_as_such()
    {
        (Stop() with { Author = "" }).Problem().ShouldBe("Author of mark m is empty.");
        (Stop() with { Id = "" }).Problem().ShouldBe("Id '' of a mark has not 1 to 64 characters.");
        (Stop() with { Start = default }).Problem().ShouldBe("Start of mark m is not set.");
        (Stop() with { Revision = 0 }).Problem().ShouldBe("Revision 0 of mark m is below 1.");
        (Stop() with { Code = (MarkCode)99 }).Problem().ShouldBe("Code 99 of mark m is unknown.");
    }

    [Fact]
    public void Every_code_has_a_term_and_a_kind()
    {
        Enum.GetValues<MarkCode>().Select(MarkCodes.Term).Distinct().Count().ShouldBe(15);
        Enum.GetValues<MarkCode>().Count(code => code.Kind() == MarkKind.Condition).ShouldBe(8);
        MarkCode.CemsMaintenance.Term().ShouldBe("CEMS维护");
        MarkCode.Drying.Term().ShouldBe("烘炉");
    }
}
