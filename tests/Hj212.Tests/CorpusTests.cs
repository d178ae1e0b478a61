using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Qianliyan.Hj212.Tests;

public sealed class CorpusTests
{
    [Fact]
    public void Every_recorded_frame_gets_its_recorded_verdict()
    {
        Assert.SkipUnless(Corpus.IsPresent, Corpus.Absent);
        var message = new Message();
        var wrong = new List<string>();

        foreach (Corpus.Row row in Corpus.Frames())
        {
            FrameVerdict verdict = FrameDecoder.Decode(row.Bytes(), message);
            bool lengthDeviates = (message.Deviations
                & (Deviations.WrongLength | Deviations.LengthNotFourDigits | Deviations.LengthNotNumeric)) != 0;
            bool right = row.Verdict switch
            {
                "ok" => verdict == FrameVerdict.Accepted && !lengthDeviates,
                "ok-crc/bad-len" => verdict == FrameVerdict.Accepted && lengthDeviates,
                "bad" when row.Notes.Contains("CRC-16/MODBUS") =>
                    verdict == FrameVerdict.ModbusCrc || (verdict == FrameVerdict.BadCrc && CrcLooksRight(message)),
                "bad" when IsModbusInWireOrder(message) => verdict == FrameVerdict.ModbusCrc,
                "bad" => verdict == FrameVerdict.BadCrc,
                _ => false,
            };
            if (!right)
                wrong.Add(
                    $"{verdict} ({message.Reason}; {message.Deviations}) for {row.Verdict} {row.Notes}: {row.Frame}");
            if (verdict != FrameVerdict.Accepted && (message.Factors.Length > 0 || message.DataTime.IsSet))
                wrong.Add($"readings from a {verdict} frame: {row.Frame}");
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void The_notes_on_header_and_checksum_agree_with_what_is_decoded()
    {
        Assert.SkipUnless(Corpus.IsPresent, Corpus.Absent);
        var message = new Message();
        var wrong = new List<string>();

        foreach (Corpus.Row row in Corpus.Frames())
        {
            FrameDecoder.Decode(row.Bytes(), message);
            string computed = message.ComputedCrc.ToString("X4", CultureInfo.InvariantCulture);
            Expect(row.Notes.Contains($"ST={message.System} CN={message.Command}")
                || !row.Notes.StartsWith("ST="), "ST CN");
            Expect(!row.Notes.Contains("needAck") || message.AnswerWanted, "needAck");
            Expect(!row.Notes.Contains("v2017") || message.Version == ProtocolVersion.V2017, "v2017");
            Expect(!row.Notes.Contains("v2025") || message.Version == ProtocolVersion.V2025, "v2025");
            Expect(!row.Notes.Contains("v2005") || message.Version == ProtocolVersion.V2005, "v2005");
            Expect(!row.Notes.Contains("no Flag") || message.Deviations.HasFlag(Deviations.MissingFlag), "no Flag");
            Expect(
                !row.Notes.Contains("no PNUM/PNO") || message.Deviations.HasFlag(Deviations.SplitFlagWithoutNumbers),
                "split flag");
            Expect(!row.Notes.Contains(" calc ")
                || row.Notes.Contains($" calc {computed}")
                || IsLengthLie(row), "calc");

            void Expect(bool condition, string what)
            {
                if (!condition)
                    wrong.Add($"{what}: {row.Notes}; {message.Deviations}; {computed}; {row.Frame}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Every_derived_frame_is_judged_as_its_note_says()
    {
        Assert.SkipUnless(Corpus.IsPresent, Corpus.Absent);
        var message = new Message();
        var wrong = new List<string>();

        foreach (Corpus.Row row in Corpus.Derived())
        {
            (FrameVerdict verdict, Deviations deviations) = row.Verdict == "derived"
                ? (FrameVerdict.Accepted, DerivedDeviations(row.Notes))
                : Expected(row.Notes);
            FrameDecoder.Decode(row.Bytes(), message);
            if (message.Verdict != verdict || message.Deviations != deviations)
            {
                wrong.Add(
                    $"{message.Verdict} ({message.Reason}) {message.Deviations} instead of {verdict} {deviations}:"
                    + $" {row.Notes}: {row.Frame}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Conformant_frames_are_written_back_byte_for_byte()
    {
        Assert.SkipUnless(Corpus.IsPresent, Corpus.Absent);
        const Deviations Structural = ~(
            Deviations.VendorFactorName | Deviations.OldFactorCode | Deviations.MnNotStandard
            | Deviations.QnNotStandard | Deviations.AnswerWithDataSt | Deviations.LongPassword | Deviations.EmptyPassword
            | Deviations.MissingFlag | Deviations.MissingQn | Deviations.DataTimeNotStandard | Deviations.UnknownField
            | Deviations.UnknownVersion | Deviations.NotANumber | Deviations.SegmentTooLong | Deviations.DuplicateKey
            | Deviations.FlagWithoutFactor | Deviations.SplitFlagWithoutNumbers | Deviations.NumbersWithoutSplitFlag
            | Deviations.StNotStandard | Deviations.EmptyValue | Deviations.CommaInsteadOfSemicolon);
        var message = new Message();
        int written = 0;

        foreach (Corpus.Row row in Corpus.Frames().Concat(Corpus.Derived()))
        {
            if (FrameDecoder.Decode(row.Bytes(), message) != FrameVerdict.Accepted
                || (message.Deviations & Structural) != 0)
            {
                continue;
            }

            var output = new ArrayBufferWriter<byte>();
            FrameEncoder.Write(output, message);
            Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe(WithUpperCrc(row.Frame) + "\r\n");
            written++;
        }

        written.ShouldBeGreaterThan(110);
    }

    [Fact]
    public void Every_frame_of_the_recorded_dialogue_is_accepted_and_comes_back_the_same()
    {
        string file = Path.Combine(
            Corpus.Folder ?? "", "data", "hj212_dialogue", "virtual_station_dialog_2021-04.jsonl.gz");
        Assert.SkipUnless(File.Exists(file), Corpus.Absent);
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var message = new Message();
        int frames = 0;

        while (reader.ReadLine() is { } line)
        {
            string frame = JsonDocument.Parse(line).RootElement.GetProperty("frame").GetString()!;
            FrameDecoder.Decode(Encoding.UTF8.GetBytes(frame), message).ShouldBe(FrameVerdict.Accepted, frame);
            var output = new ArrayBufferWriter<byte>();
            FrameEncoder.Write(output, message);
            Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe(frame + "\r\n");
            if (message.Command == Commands.Realtime)
                message.Factors.Length.ShouldBe(5, frame);
            frames++;
        }

        frames.ShouldBe(4565);
    }

    static bool CrcLooksRight(Message message) => Crc212.IsPossible((ushort)message.GivenCrc);

    /// <summary>Modbus sends its low byte first; such a checksum is printed with the bytes swapped.</summary>
    static bool IsModbusInWireOrder(Message message) =>
        BinaryPrimitives.ReverseEndianness(CrcModbus.Compute(message.Segment)) == message.GivenCrc;

    static bool IsLengthLie(Corpus.Row row) => row.Notes.Contains("declared len");

    static string WithUpperCrc(string frame) => frame[..^4] + frame[^4..].ToUpperInvariant();

    static Deviations DerivedDeviations(string notes) =>
        notes switch
        {
            _ when notes.Contains("C.41") => Deviations.CommaInsteadOfSemicolon,
            _ when notes.Contains("no QN/Flag") =>
                Deviations.MissingQn | Deviations.MissingFlag | Deviations.OldFactorCode,
            _ when notes.Contains("2005 style with Flag") => Deviations.OldFactorCode,
            _ => Deviations.None,
        };

    static (FrameVerdict, Deviations) Expected(string notes) =>
        notes switch
        {
            "wrong CRC (one nibble)" => (FrameVerdict.BadCrc, Deviations.None),
            "lower-case CRC (accept)" => (FrameVerdict.Accepted, Deviations.LowerCaseCrc),
            "length one too big" or "length one too small" => (FrameVerdict.Accepted, Deviations.WrongLength),
            "length not numeric" =>
                (FrameVerdict.Accepted, Deviations.WrongLength | Deviations.LengthNotNumeric),
            "3-digit length" => (FrameVerdict.Accepted, Deviations.LengthNotFourDigits),
            "CRC-16/MODBUS vendor" => (FrameVerdict.ModbusCrc, Deviations.None),
            _ when notes.StartsWith("empty data segment") => (
                FrameVerdict.Accepted,
                Deviations.EmptySegment | Deviations.MissingQn | Deviations.MissingSt | Deviations.MissingCn
                    | Deviations.MissingPassword | Deviations.MissingMn | Deviations.MissingFlag | Deviations.MissingCp),
            "D bit set, no PNUM/PNO" => (FrameVerdict.Accepted, Deviations.SplitFlagWithoutNumbers),
            "PNUM/PNO without D bit" => (FrameVerdict.Accepted, Deviations.NumbersWithoutSplitFlag),
            "PNO>PNUM" or "PNUM=0" => (FrameVerdict.Accepted, Deviations.PacketNumbersNotStandard),
            "unknown version 63" => (
                FrameVerdict.Accepted, Deviations.UnknownVersion | Deviations.SplitFlagWithoutNumbers),
            "QN not a real time" => (FrameVerdict.Accepted, Deviations.QnNotStandard),
            "empty MN" => (FrameVerdict.Accepted, Deviations.MnNotStandard),
            "negative value" => (FrameVerdict.Accepted, Deviations.None),
            "empty value" => (FrameVerdict.Accepted, Deviations.EmptyValue),
            "NaN value" or "overflow value" => (FrameVerdict.Accepted, Deviations.NotANumber),
            "trailing ; before &&" => (FrameVerdict.Accepted, Deviations.TrailingSeparator),
            "duplicate key" => (FrameVerdict.Accepted, Deviations.DuplicateKey),
            "no closing &&" => (FrameVerdict.Accepted, Deviations.MissingAmpersands),
            "Flag without factor prefix" => (FrameVerdict.Accepted, Deviations.FlagWithoutFactor),
            "trailing blank in value" => (FrameVerdict.Accepted, Deviations.StrayBlank),
            "data segment 1270 > 1024" => (FrameVerdict.Accepted, Deviations.SegmentTooLong),
            _ => throw new InvalidOperationException($"No expectation for '{notes}'."),
        };
}
