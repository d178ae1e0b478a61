using System.Buffers;

namespace Qianliyan.Hj212;

/// <summary>Reads the fields before CP (table 3) and finds the data area.</summary>
static class HeaderReader
{
    static readonly SearchValues<byte> UpperHex = SearchValues.Create("0123456789ABCDEF"u8);

    enum Field
    {
        None,
        Qn,
        St,
        Cn,
        Pw,
        Mn,
        Flag,
        Pnum,
        Pno,
        Rf,
    }

    public static bool IsEncrypted(Message message) =>
        message.Text(message.Header.Area).StartsWith("{0x"u8);

    public static void Read(Message message)
    {
        TextSlice segment = message.Header.Segment;
        if (segment.Length == 0)
        {
            message.Deviations |= Deviations.EmptySegment | Deviations.MissingQn | Deviations.MissingSt
                | Deviations.MissingCn | Deviations.MissingPassword | Deviations.MissingMn | Deviations.MissingFlag
                | Deviations.MissingCp;
            return;
        }

        int end = FindArea(message, segment);
        int seen = ReadFields(message, segment.Start, end);
        Judge(message, seen);
    }

    /// <returns>Where the header ends.</returns>
    static int FindArea(Message message, TextSlice segment)
    {
        ReadOnlySpan<byte> text = message.Text(segment);
        int name = text.IndexOf("CP="u8);
        if (name < 0)
        {
            message.Deviations |= Deviations.MissingCp;
            message.Header.Area = TextSlice.Between(segment.End, segment.End);
            return segment.End;
        }

        int start = name + 3;
        while (start < text.Length && AsciiField.IsBlank(text[start]))
            start++;
        int end = text.Length;
        bool opened = text[start..].StartsWith("&&"u8);
        if (opened)
            start += 2;
        int closing = text[start..].LastIndexOf("&&"u8);
        if (closing >= 0)
        {
            end = start + closing;
            if (end + 2 != text.Length)
                message.Deviations |= Deviations.TrailingBytes;
        }

        if (!opened || closing < 0)
            message.Deviations |= Deviations.MissingAmpersands;
        if (name > 0 && text[name - 1] is not ((byte)';' or (byte)',' or (byte)' '))
            message.Deviations |= Deviations.MissingSeparator;
        message.Header.Area = TextSlice.Between(segment.Start + start, segment.Start + end);
        return segment.Start + name;
    }

    static int ReadFields(Message message, int position, int end)
    {
        ReadOnlySpan<byte> frame = message.Frame;
        int seen = 0;
        var last = Field.None;
        while (position < end)
        {
            int stop = position;
            int equals = -1;
            for (; stop < end && frame[stop] is not ((byte)';' or (byte)','); stop++)
            {
                if (frame[stop] == '=' && equals < 0)
                    equals = stop;
            }

            if (stop < end && frame[stop] == ',')
                message.Deviations |= Deviations.CommaInsteadOfSemicolon;
            if (equals >= 0)
            {
                TextSlice key = Trim(message, position, equals);
                Field field = Match(message, message.Text(key));
                int bit = 1 << (int)field;
                if (field == Field.None)
                    message.Deviations |= Deviations.UnknownField;
                else if ((seen & bit) != 0)
                    message.Deviations |= Deviations.DuplicateKey;
                else
                    Store(message, field, Trim(message, equals + 1, stop));
                if (field != Field.None && field < last)
                    message.Deviations |= Deviations.ReorderedFields;
                seen |= bit;
                last = field == Field.None ? last : field;
            }
            else if (stop > position)
            {
                message.Deviations |= Deviations.ItemWithoutValue;
            }
            else
            {
                message.Deviations |= Deviations.EmptyItem;
            }

            position = stop + 1;
        }

        return seen;
    }

    static Field Match(Message message, ReadOnlySpan<byte> key)
    {
        Field field = key.Length switch
        {
            2 => ((key[0] << 8) | key[1]) switch
            {
                ('Q' << 8) | 'N' => Field.Qn,
                ('S' << 8) | 'T' => Field.St,
                ('C' << 8) | 'N' => Field.Cn,
                ('P' << 8) | 'W' => Field.Pw,
                ('M' << 8) | 'N' => Field.Mn,
                ('R' << 8) | 'F' => Field.Rf,
                _ => Field.None,
            },
            3 when key.SequenceEqual("PNO"u8) => Field.Pno,
            4 when key.SequenceEqual("Flag"u8) => Field.Flag,
            4 when key.SequenceEqual("PNUM"u8) => Field.Pnum,
            _ => Field.None,
        };
        if (field != Field.None || key.Length is < 2 or > 4)
            return field;
        for (Field candidate = Field.Qn; candidate <= Field.Rf; candidate++)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(key, candidate.ToString()))
            {
                message.Deviations |= Deviations.KeyCase;
                return candidate;
            }
        }

        return Field.None;
    }

    static void Store(Message message, Field field, TextSlice value)
    {
        ReadOnlySpan<byte> text = message.Text(value);
        switch (field)
        {
            case Field.Qn:
                message.Header.Qn = value;
                message.QnNumber = ParseQn(text);
                break;
            case Field.St:
                message.Header.St = value;
                message.System = AsciiField.TryParseInt(text, out int system) ? system : 0;
                break;
            case Field.Cn:
                message.Command = AsciiField.TryParseInt(text, out int command) ? command : 0;
                break;
            case Field.Pw:
                message.Header.Password = value;
                if (text.IsEmpty)
                    message.Deviations |= Deviations.EmptyPassword;
                else if (text.Length > 6)
                    message.Deviations |= Deviations.LongPassword;
                break;
            case Field.Mn:
                message.Header.Mn = value;
                break;
            case Field.Flag:
                if (AsciiField.TryParseInt(text, out int flag) && flag <= 255)
                    message.Flag = flag;
                else
                    message.Deviations |= Deviations.FlagNotStandard;
                break;
            case Field.Pnum:
                message.PacketCount = ReadPacketNumber(message, text);
                break;
            case Field.Pno:
                message.PacketNumber = ReadPacketNumber(message, text);
                break;
            case Field.Rf:
                message.Resent = text is [(byte)'1'];
                break;
        }
    }

    static void Judge(Message message, int seen)
    {
        Deviations found = Deviations.None;
        if ((seen & (1 << (int)Field.Qn)) == 0)
            found |= Deviations.MissingQn;
        else if (!IsStandardQn(message.Qn))
            found |= Deviations.QnNotStandard;
        if ((seen & (1 << (int)Field.St)) == 0)
            found |= Deviations.MissingSt;
        else if (message.St.Length != 2)
            found |= Deviations.StNotStandard;
        if (message.Command == 0)
            found |= Deviations.MissingCn;
        if ((seen & (1 << (int)Field.Pw)) == 0)
            found |= Deviations.MissingPassword;
        if ((seen & (1 << (int)Field.Mn)) == 0)
            found |= Deviations.MissingMn;
        else if (!IsStandardMn(message))
            found |= Deviations.MnNotStandard;
        if ((seen & (1 << (int)Field.Flag)) == 0)
            found |= Deviations.MissingFlag;
        else if (message.Version > ProtocolVersion.V2025)
            found |= Deviations.UnknownVersion;

        const int Numbers = (1 << (int)Field.Pnum) | (1 << (int)Field.Pno);
        bool split = message.Flag >= 0 && (message.Flag & 2) != 0;
        if (split && (seen & Numbers) != Numbers)
            found |= Deviations.SplitFlagWithoutNumbers;
        if ((seen & Numbers) != 0)
        {
            if (!split)
                found |= Deviations.NumbersWithoutSplitFlag;
            if (message.PacketNumber == 0 || message.PacketNumber > message.PacketCount)
                found |= Deviations.PacketNumbersNotStandard;
        }

        if (Commands.IsAnswer(message.Command) && message.System != 91)
            found |= Deviations.AnswerWithDataSt;
        message.Deviations |= found;
    }

    static bool IsStandardQn(ReadOnlySpan<byte> qn) =>
        qn.Length == 17
        && AsciiTime.TryParse(qn[..AsciiTime.Length], out _)
        && AsciiField.TryParseInt(qn[AsciiTime.Length..], out _);

    static bool IsStandardMn(Message message) =>
        (message.Mn.Length == 24 && !message.Mn.ContainsAnyExcept(UpperHex))
        || (message.Mn.Length == 14 && message.Version == ProtocolVersion.V2005);

    static int ReadPacketNumber(Message message, ReadOnlySpan<byte> text)
    {
        bool isNumber = AsciiField.TryParseInt(text, out int number);
        if (!isNumber || (text.Length > 1 && text[0] == '0'))
            message.Deviations |= Deviations.PacketNumbersNotStandard;
        return isNumber ? number : 0;
    }

    static long ParseQn(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > 18)
            return 0;
        long number = 0;
        foreach (byte b in text)
        {
            int digit = b - '0';
            if ((uint)digit > 9)
                return 0;
            number = number * 10 + digit;
        }

        return number;
    }

    static TextSlice Trim(Message message, int start, int end)
    {
        ReadOnlySpan<byte> frame = message.Frame;
        int from = start;
        int to = end;
        while (from < to && AsciiField.IsBlank(frame[from]))
            from++;
        while (to > from && AsciiField.IsBlank(frame[to - 1]))
            to--;
        if (from != start || to != end)
            message.Deviations |= Deviations.StrayBlank;
        return TextSlice.Between(from, to);
    }
}
