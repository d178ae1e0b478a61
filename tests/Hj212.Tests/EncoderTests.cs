using System.Buffers;
using System.Text;
using CsCheck;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Hj212.Tests;

public sealed class EncoderTests
{
    static readonly Gen<Exact> Value =
        Gen.Select(Gen.Long[-9_999_999, 9_999_999], Gen.Int[0, 4]).Select((mantissa, scale) =>
            Exact.TryCreate(mantissa, scale, out Exact value) ? value : Exact.None);

    static readonly Gen<FactorField> Factor =
        from code in Gen.Int[0, 99_999]
        from value in Value
        from converted in Value
        from min in Value
        from max in Value
        from total in Value
        from flag in Gen.Int[0, 7]
        select new FactorField
        {
            Code = FactorCode.Parse($"a{code:D5}"),
            Value = value,
            Converted = converted,
            Min = min,
            Max = max,
            Total = total,
            Flag = (DataFlag)"NFMSDCTB"[flag],
        };

    [Fact]
    public void An_upload_is_read_as_it_was_written()
    {
        Gen<FactorField[]> factors = Factor.Array[0, 40].Select(list => list.DistinctBy(f => f.Code).ToArray());
        Gen.Select(factors, Gen.Int[0, 3], Gen.Bool, Gen.Int[1, 2]).Sample((fields, kind, answer, version) =>
        {
            int cn = ((int[])[Commands.Realtime, Commands.Minute, Commands.Hour, Commands.Day])[kind];
            UploadFrame upload = Upload(fields, cn, answer, (ProtocolVersion)version);

            var read = new List<FactorField>();
            foreach (byte[] frame in Split(upload.ToArray()))
            {
                Message message = Given.Decoded(frame);
                message.Verdict.ShouldBe(FrameVerdict.Accepted, message.Reason);
                message.Deviations.ShouldBe(Deviations.None);
                message.Segment.Length.ShouldBeLessThanOrEqualTo(FrameDecoder.MaxSegmentBytes);
                message.DataArea.Length.ShouldBeLessThanOrEqualTo(943);
                (message.Command, message.AnswerWanted, (int)message.Version).ShouldBe((cn, answer, version));
                message.DataTime.ShouldBe(upload.DataTime);
                message.IsSelfContained.ShouldBeTrue();
                foreach (FactorField factor in message.Factors)
                    read.Add(factor with { Present = FactorFields.None });

                var again = new ArrayBufferWriter<byte>();
                FrameEncoder.Write(again, message);
                again.WrittenSpan.SequenceEqual(frame).ShouldBeTrue();
            }

            read.ShouldBe(fields);
        });
    }

    [Fact]
    public void A_long_upload_is_split_with_a_number_and_a_QN_for_each_packet()
    {
        FactorField[] fields = [.. Enumerable.Range(0, 40).Select(i => new FactorField
        {
            Code = FactorCode.Parse($"a{21_000 + i}"),
            Value = Exact.From(1.0m),
            Flag = DataFlag.Normal,
        })];

        List<Message> packets =
            [.. Split(Upload(fields, Commands.Hour, true, ProtocolVersion.V2017).ToArray()).Select(Given.Decoded)];

        packets.Count.ShouldBe(2);
        packets.Select(packet => (packet.PacketCount, packet.PacketNumber, packet.Flag)).ShouldBe(
            [(2, 1, 7), (2, 2, 7)]);
        packets.Select(packet => packet.QnNumber).ShouldBe([20240601020001999, 20240601020002000]);
    }

    [Theory]
    [InlineData("QN=20160801085857223;ST=32;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20160801085857&&",
        "##0087QN=20160801085857223;ST=91;CN=9014;PW=123456;MN=010000A8900016F000169DC0;Flag=4;CP=&&&&3240\r\n")]
    [InlineData("QN=20160801085857223;ST=32;CN=1013;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&PolId=w01018&&",
        "##0087QN=20160801085857223;ST=91;CN=9013;PW=123456;MN=010000A8900016F000169DC0;Flag=4;CP=&&&&2A80\r\n")]
    [InlineData("QN=20260101000500123;ST=31;CN=9015;PW=123456;MN=010000A8900016F000169DC0;Flag=9;CP=&&&&",
        "##0087QN=20260101000500123;ST=91;CN=9013;PW=123456;MN=010000A8900016F000169DC0;Flag=8;CP=&&&&C841\r\n")]
    public void The_answer_that_is_due_equals_the_standards_example(string request, string answer)
    {
        var output = new ArrayBufferWriter<byte>();

        Answers.TryWriteDue(output, Given.Decoded(request)).ShouldBeTrue();

        Encoding.ASCII.GetString(output.WrittenSpan).ShouldBe(answer);
    }

    [Fact]
    public void Request_answer_and_result_equal_the_standards_examples()
    {
        Message request = Given.Decoded(
            "QN=20160801085857223;ST=32;CN=1000;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&OverTime=5;ReCount=3&&");
        var output = new ArrayBufferWriter<byte>();

        Answers.Request(output, request, qnRtn: 1);
        Answers.Result(output, request, exeRtn: 1);

        Encoding.ASCII.GetString(output.WrittenSpan).ShouldBe(
            "##0094QN=20160801085857223;ST=91;CN=9011;PW=123456;MN=010000A8900016F000169DC0;Flag=4;CP=&&QnRtn=1&&1B00\r\n"
            + "##0095QN=20160801085857223;ST=91;CN=9012;PW=123456;MN=010000A8900016F000169DC0;Flag=4;CP=&&ExeRtn=1&&6240\r\n");
    }

    [Fact]
    public void A_device_of_2005_without_Flag_is_answered_without_Flag()
    {
        Message request = Given.Decoded("ST=31;CN=2011;PW=123456;MN=88888880000001;CP=&&DataTime=20040516010101&&");
        var output = new ArrayBufferWriter<byte>();

        Answers.TryWriteDue(output, request).ShouldBeFalse();
        Answers.Data(output, request);

        Encoding.ASCII.GetString(output.WrittenSpan)[6..^6].ShouldBe(
            "ST=91;CN=9014;PW=123456;MN=88888880000001;CP=&&&&");
    }

    [Fact]
    public void A_frame_with_a_bad_checksum_gets_no_answer()
    {
        byte[] frame = Given.Frame($"{Given.Head.Replace("Flag=4", "Flag=5")}CP=&&&&");
        frame[20] ^= 1;
        var output = new ArrayBufferWriter<byte>();

        Answers.TryWriteDue(output, Given.Decoded(frame)).ShouldBeFalse();
        output.WrittenCount.ShouldBe(0);
    }

    [Fact]
    public void The_clock_command_equals_the_standards_example()
    {
        var output = new ArrayBufferWriter<byte>();
        var header = new FrameHeader
        {
            Qn = "20160801085857223"u8,
            St = "32"u8,
            Password = "123456"u8,
            Mn = "010000A8900016F000169DC0"u8,
            Flag = 5,
        };

        Answers.SetClock(output, header, BeijingTime.Of(2016, 8, 1, 8, 58, 57));

        Encoding.ASCII.GetString(output.WrittenSpan)[6..^6].ShouldBe(
            "QN=20160801085857223;ST=32;CN=1012;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&SystemTime=20160801085857&&");
    }

    static UploadFrame Upload(FactorField[] factors, int command, bool answer, ProtocolVersion version) =>
        new()
        {
            SentAt = BeijingTime.Of(2024, 6, 1, 2, 0, 1),
            Millisecond = 999,
            System = 31,
            Command = command,
            Mn = "010000A8900016F000169DC0",
            Version = version,
            AnswerWanted = answer,
            DataTime = BeijingTime.Of(2024, 6, 1, 1),
            Factors = factors,
        };

    static List<byte[]> Split(byte[] bytes)
    {
        var scanner = new FrameScanner();
        var buffer = new ReadOnlySequence<byte>(bytes);
        var frames = new List<byte[]>();
        while (scanner.Next(ref buffer) is { Kind: ScanKind.Frame } result)
            frames.Add([.. result.Slice.ToArray(), .. "\r\n"u8]);
        return frames;
    }
}
