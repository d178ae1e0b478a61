using System.Buffers;
using System.Text;
using CsCheck;

namespace Qianliyan.Hj212.Tests;

public sealed class ScannerTests
{
    const string First =
        "##0101QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&1C80";

    const string Second =
        "##0139QN=20160801085857223;ST=31;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=4;CP=&&DataTime=20160801085857;a21026-Rtd=1.0,a21026-Flag=N&&E7C1";

    static readonly string LengthLies = Second.Replace("##0139", "##0140");
    static readonly string BadCrc = Second.Replace("E7C1", "E781");

    [Fact]
    public void Two_frames_in_one_read_are_two_frames() =>
        Frames(First + "\r\n" + Second + "\r\n").ShouldBe([First, Second]);

    [Fact]
    public void Sticky_frames_without_line_ends_are_parted_and_named()
    {
        var results = Scan(First + Second + First);

        results.Select(result => result.Text).ShouldBe([First, Second, First]);
        results.Select(result => result.Sticky).ShouldBe([false, true, true]);
    }

    [Fact]
    public void A_frame_without_line_end_is_out_as_soon_as_its_checksum_is_right() =>
        Frames(First).ShouldBe([First]);

    [Fact]
    public void A_wrong_length_does_not_swallow_the_next_frame() =>
        Frames(LengthLies + "\r\n" + First + "\r\n" + LengthLies.Replace("##0140", "##0999") + "\r\n" + First)
            .ShouldBe([LengthLies, First, LengthLies.Replace("##0140", "##0999"), First]);

    [Fact]
    public void A_frame_with_a_bad_checksum_is_still_handed_out_once() =>
        Frames(BadCrc + "\r\n" + First).ShouldBe([BadCrc, First]);

    [Fact]
    public void A_frame_cut_off_by_a_reconnect_ends_where_the_next_begins() =>
        Frames(Second[..80] + First + "\r\n").ShouldBe([Second[..80], First]);

    [Theory]
    [InlineData("##453")]
    [InlineData("##87")]
    [InlineData("##00X1")]
    public void Odd_length_fields_are_framed_by_the_line_end(string head)
    {
        string odd = head + Second[6..];

        Frames(odd + "\r\n" + First).ShouldBe([odd, First]);
    }

    [Fact]
    public void Garbage_between_frames_is_reported_with_its_bytes()
    {
        var results = Scan("hello" + First + "\r\n#x##y" + Second + "\r\n");

        results.Where(result => result.Kind == ScanKind.Garbage)
            .Select(result => result.Text)
            .ShouldBe(["hello", "#x##y"]);
        results.Where(result => result.Kind == ScanKind.Frame).Select(result => result.Text).ShouldBe([First, Second]);
    }

    [Fact]
    public void Line_ends_inside_log_text_do_not_end_the_frame()
    {
        const string Segment =
            "QN=20160801085857223;ST=32;CN=3020;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20160801085857;i11001-Info=//one\r\ntwo;three,4//&&";
        var output = new ArrayBufferWriter<byte>();
        FrameEncoder.WriteSegment(output, Encoding.ASCII.GetBytes(Segment));
        string frame = Encoding.ASCII.GetString(output.WrittenSpan)[..^2];

        Frames(frame + "\r\n" + First).ShouldBe([frame, First]);
    }

    [Fact]
    public void How_the_stream_was_cut_into_reads_does_not_matter()
    {
        string[] pieces = [First, Second, LengthLies, BadCrc, Second[..80], "##", "#", "noise", "\r\n", "\r", "##0000FFFF", "##12", "//"];
        Gen<string> stream = Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).Array[1, 12].Select(string.Concat);
        Gen.Select(stream, Gen.Int[1, 60].Array[1, 30]).Sample(
            (text, cuts) =>
            {
                List<string> whole = Merge(Scan(text + "\r\n"));
                Merge(Scan(text + "\r\n", cuts)).ShouldBe(whole);
                Merge(Scan(text + "\r\n", [1])).ShouldBe(whole);
            },
            iter: 2_000);
    }

    [Fact]
    public void What_never_ends_is_garbage_after_the_limit()
    {
        var results = Scan("##9999" + new string('x', 10_000) + "\r\n" + First + "\r\n");

        results[0].Kind.ShouldBe(ScanKind.Garbage);
        results[0].TooLong.ShouldBeTrue();
        results[0].Text.Length.ShouldBe(FrameScanner.DefaultMaxFrameBytes);
        results[^1].Text.ShouldBe(First);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Ten_megabytes_of_garbage_are_never_held_back(int kind)
    {
        const int Total = 10_000_000;
        var scanner = new FrameScanner();
        var random = new Random(212);
        var chunk = new byte[4096];
        byte[] held = [];
        long taken = 0;

        for (int fed = 0; fed < Total; fed += chunk.Length)
        {
            Fill(chunk);
            byte[] joined = [.. held, .. chunk];
            var buffer = new ReadOnlySequence<byte>(joined);
            while (scanner.Next(ref buffer) is { Kind: not ScanKind.NeedMoreData } result)
                taken += result.Length;
            held = buffer.ToArray();
            held.Length.ShouldBeLessThanOrEqualTo(FrameScanner.DefaultMaxFrameBytes + 16);
        }

        taken.ShouldBeGreaterThan(Total * 9L / 10);

        void Fill(byte[] bytes)
        {
            switch (kind)
            {
                case 0:
                    random.NextBytes(bytes);
                    break;
                case 1:
                    "##00"u8.CopyTo(bytes);
                    for (int i = 4; i < bytes.Length; i++)
                        bytes[i] = bytes[i - 4];
                    break;
                default:
                    bytes.AsSpan().Fill((byte)'#');
                    break;
            }
        }
    }

    static List<string> Frames(string text) =>
        [.. Scan(text).Where(result => result.Kind == ScanKind.Frame).Select(result => result.Text)];

    /// <summary>Neighbouring garbage joined: it is handed out as it arrives.</summary>
    static List<string> Merge(List<Found> results)
    {
        var merged = new List<string>();
        bool open = false;
        foreach (Found result in results)
        {
            if (result.Kind == ScanKind.Garbage && open)
                merged[^1] += result.Text;
            else
                merged.Add($"{result.Kind} {result.Sticky}: {result.Text}");
            open = result.Kind == ScanKind.Garbage;
        }

        return merged;
    }

    static List<Found> Scan(string text, int[]? cuts = null)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        var scanner = new FrameScanner();
        var results = new List<Found>();
        int arrived = 0;
        int consumed = 0;
        for (int round = 0; arrived < bytes.Length; round++)
        {
            arrived = cuts is null ? bytes.Length : Math.Min(bytes.Length, arrived + cuts[round % cuts.Length]);
            ReadOnlySequence<byte> buffer = Segments.Split(
                bytes.AsMemory(consumed, arrived - consumed), cuts?[0] ?? 4096);
            while (true)
            {
                ScanResult result = scanner.Next(ref buffer);
                if (result.Kind == ScanKind.NeedMoreData)
                    break;
                results.Add(new Found(
                    result.Kind, Encoding.ASCII.GetString(result.Slice.ToArray()), result.Sticky, result.TooLong));
            }

            consumed = arrived - (int)buffer.Length;
        }

        return results;
    }

    sealed record Found(ScanKind Kind, string Text, bool Sticky, bool TooLong);
}
