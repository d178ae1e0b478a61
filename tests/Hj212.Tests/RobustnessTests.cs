using CsCheck;

namespace Qianliyan.Hj212.Tests;

public sealed class RobustnessTests
{
    static readonly byte[] Good = Given.Frame(
        $"{Given.Head}CP=&&DataTime=20240601012030;a21026-Rtd=12.3,a21026-ZsRtd=15.6,a21026-Flag=N;a19001-Rtd=9.10&&");

    [Fact]
    public void Random_bytes_never_throw_and_are_never_accepted_without_the_right_checksum() =>
        Gen.Byte.Array[0, 300].Sample(bytes => AcceptedOnlyWhenRight([.. "##"u8, .. bytes]), iter: 20_000);

    [Fact]
    public void Printable_noise_in_the_grammar_never_throws() =>
        Gen.Char["#&=;,-./ 0123456789QNSTCMPWFlagDataTimeRtd{x"].Array[0, 200].Sample(
            noise =>
            {
                AcceptedOnlyWhenRight(Corpus.Bytes("##" + new string(noise)));
                Message message = Given.Decoded($"{Given.Head}CP=&&{new string(noise)}&&");
                FrameExplanation.Of(message).Verdict.ShouldBe(message.Verdict);
                Given.Decoded(new string(noise)).Verdict.ShouldNotBe(FrameVerdict.None);
            },
            iter: 20_000);

    [Fact]
    public void A_changed_byte_is_either_noticed_or_leaves_the_checksum_right() =>
        Gen.Select(Gen.Int[0, Good.Length - 3], Gen.Byte).Sample((position, value) =>
        {
            byte[] changed = [.. Good];
            changed[position] = value;
            AcceptedOnlyWhenRight(changed);
        });

    [Fact]
    public void A_truncated_frame_is_never_accepted()
    {
        for (int length = 0; length < Good.Length - 2; length++)
            Given.Decoded(Good[..length]).Verdict.ShouldNotBe(FrameVerdict.Accepted, $"{length} bytes");
    }

    [Fact]
    public void Decoding_allocates_nothing()
    {
        var message = new Message();
        for (int i = 0; i < 100; i++)
            FrameDecoder.Decode(Good, message);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 1000; i++)
            FrameDecoder.Decode(Good, message);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    static void AcceptedOnlyWhenRight(byte[] frame)
    {
        Message message = Given.Decoded(frame);
        message.Verdict.ShouldNotBe(FrameVerdict.None);
        if (message.Verdict == FrameVerdict.Accepted)
            message.GivenCrc.ShouldBe(Crc212.Compute(message.Segment));
        else
            (message.Factors.Length + message.Groups.Count).ShouldBe(0);
        (message.Reason.Length == 0).ShouldBe(message.Verdict == FrameVerdict.Accepted);
    }
}
