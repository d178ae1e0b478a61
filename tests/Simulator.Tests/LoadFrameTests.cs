using System.Net;
using System.Text;
using CsCheck;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;
using Qianliyan.Simulator.Load;

namespace Qianliyan.Simulator.Tests;

public sealed class LoadFrameTests
{
    static readonly LoadOptions Options = new() { Gateway = new IPEndPoint(IPAddress.Loopback, 1) };
    static readonly BeijingTime Start = BeijingTime.Of(2026, 3, 1);

    [Fact]
    public void A_patched_checksum_equals_a_full_one()
    {
        Gen<(byte[] Segment, (int At, byte Value)[] Changes)> cases =
            from segment in Gen.Byte.Array[1, 600]
            from changes in Gen.Select(Gen.Int[0, segment.Length - 1], Gen.Byte).Array[0, 40]
            select (segment, changes);
        cases.Sample(given =>
        {
            var crc = new IncrementalCrc(given.Segment);
            crc.Value.ShouldBe(Crc212.Compute(given.Segment));
            foreach ((int at, byte value) in given.Changes)
            {
                crc.Change(at, given.Segment[at], value);
                given.Segment[at] = value;
            }

            crc.Value.ShouldBe(Crc212.Compute(given.Segment));
        });
    }

    [Fact]
    public void A_rewritten_frame_says_what_it_was_told_and_passes_the_codec()
    {
        var frame = new LoadFrame(Options);
        var message = new Message();
        Gen.Select(Gen.Int[1, 999_999], Gen.Long[0, 100_000_000_000], Gen.Int[0, 100_000_000], Gen.ULong).Sample(
            (point, milliseconds, seconds, values) =>
            {
                long qn = Start.UnixSeconds * 1000 + milliseconds;
                frame.Set(point, qn, Start.AddSeconds(seconds), values);

                FrameDecoder.Decode(frame.Bytes, message).ShouldBe(FrameVerdict.Accepted);
                message.Deviations.ShouldBe(Deviations.MnNotStandard);
                Encoding.ASCII.GetString(message.Mn).ShouldBe($"LT{point:D6}");
                message.DataTime.ShouldBe(Start.AddSeconds(seconds));
                message.QnNumber.ShouldBe(frame.Qn);
                message.Qn.ToArray().ShouldBe(
                    Encoding.ASCII.GetBytes(Answers.FormatQn(new BeijingTime(qn / 1000), (int)(qn % 1000))));
                message.Command.ShouldBe(2011);
                message.AnswerWanted.ShouldBeTrue();
                message.Factors.Length.ShouldBe(10);
                foreach (FactorField factor in message.Factors)
                    factor.Value.Value.ShouldBeInRange(100.0m, 199.9m);
            },
            threads: 1);
    }

    [Theory]
    [InlineData(10, 500)]
    [InlineData(10, 430)]
    [InlineData(5, 300)]
    [InlineData(18, 800)]
    public void The_frame_comes_close_to_the_length_wanted(int factors, int bytes) =>
        new LoadFrame(Options with { Factors = factors, FrameBytes = bytes }).Bytes.Length
            .ShouldBeInRange(bytes - 12, bytes + 12);

    [Fact]
    public void With_a_prefix_of_hex_digits_the_frame_has_no_deviation()
    {
        var frame = new LoadFrame(Options with { MnPrefix = "010000A8900016F000" });
        frame.Set(1, Start.UnixSeconds * 1000, Start, 1);
        var message = new Message();

        FrameDecoder.Decode(frame.Bytes, message).ShouldBe(FrameVerdict.Accepted);
        message.Deviations.ShouldBe(Deviations.None);
    }

    [Fact]
    public void Data_times_of_a_point_advance_and_all_points_take_their_turn()
    {
        LoadOptions options = Options with { Connections = 3, Points = 8 };
        LoadConnection[] connections = [.. Enumerable.Range(0, 3).Select(i => new LoadConnection(options, Start, i))];
        (int Point, BeijingTime Time)[] frames =
        [
            .. connections.SelectMany(connection => Enumerable.Range(0, 6)
                .Select(number => (connection.PointOf(number), connection.DataTimeOf(number)))),
        ];

        frames.Distinct().Count().ShouldBe(18);
        frames.Select(frame => frame.Point).Distinct().Order().ShouldBe([1, 2, 3, 4, 5, 6, 7, 8]);
        frames.Where(frame => frame.Point == 1).Select(frame => frame.Time).ShouldBe([Start, Start.AddSeconds(30)]);
    }

    [Theory]
    [InlineData(2_000, 60_000)]
    [InlineData(0, 60_000)]
    [InlineData(0, 1_000)]
    public void No_data_time_lies_in_the_future(double rate, int points)
    {
        LoadOptions options = Options with { Rate = rate, Points = points, Connections = 1_000 };
        DateTimeOffset now = BeijingTime.Of(2026, 3, 2, 12, 0, 0).ToDateTimeOffset();
        double seconds = (options.Warmup + options.Duration).TotalSeconds;
        double frames = (rate > 0 ? rate : 60_000) * seconds / points;
        BeijingTime last = LoadRunner.DataStartOf(options, now).AddSeconds((long)frames * 30);

        last.ShouldBeLessThan(BeijingTime.From(now));
        LoadRunner.DataStartOf(options with { BackFill = true }, now)
            .ShouldBe(LoadRunner.DataStartOf(options, now).AddSeconds(-86_400));
    }

    [Theory]
    [InlineData(0, 10, "Connections")]
    [InlineData(10, 9, "Points")]
    public void Options_that_make_no_run_are_refused_by_name(int connections, int points, string name) =>
        Should.Throw<ArgumentOutOfRangeException>(
            () => new LoadRunner(Options with { Connections = connections, Points = points }, TimeProvider.System))
            .ParamName.ShouldBe(name);

    [Theory]
    [InlineData("##0085QN=20260301000000001;ST=91;CN=9014;PW=1;MN=LT001;Flag=4;CP=&&&&1234\r", true, 20260301000000001)]
    [InlineData("##0085QN=20260301000000001;ST=91;CN=9013;PW=123456;MN=LT000001;Flag=4;CP=&&&&1234\r", false, 0)]
    [InlineData("##0085QN=2026030100000000X;ST=91;CN=9014;PW=123456;MN=LT000001;Flag=4;CP=&&&&1234\r", false, 0)]
    [InlineData("\r", false, 0)]
    public void Only_a_9014_is_taken_for_an_acknowledgement(string line, bool expected, long qn)
    {
        AnswerReader.TryRead(Encoding.ASCII.GetBytes(line), out long read).ShouldBe(expected);
        if (expected)
            read.ShouldBe(qn);
    }
}
