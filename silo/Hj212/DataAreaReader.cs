using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212.Factors;

namespace Qianliyan.Hj212;

/// <summary>
/// Reads the data area: <c>name=value</c> parted by commas inside an item and by semicolons between items, though
/// devices mix the two. A value that begins with <c>//</c> is log text and ends with the next <c>//</c>.
/// </summary>
ref struct DataAreaReader
{
    /// <summary>关键生产工况 (2025): its Rtd is a letter code.</summary>
    const int ConditionSystem = 45;

    readonly Message _message;
    readonly ReadOnlySpan<byte> _frame;
    readonly Medium _medium;
    readonly int _end;
    Deviations _found;
    ulong _lastRaw;
    int _last;
    bool _any;

    DataAreaReader(Message message)
    {
        _message = message;
        _frame = message.Frame;
        _medium = Mediums.Of(message.System);
        _end = message.Header.Area.End;
        _last = -1;
    }

    public static FrameVerdict Read(Message message)
    {
        var reader = new DataAreaReader(message);
        FrameVerdict verdict = reader.ReadItems(message.Header.Area.Start);
        if (verdict == FrameVerdict.Accepted && message.Factors.Length > 0 && !message.DataTime.IsSet)
            reader._found |= Deviations.MissingDataTime;
        message.Deviations |= reader._found;
        return verdict;
    }

    FrameVerdict ReadItems(int position)
    {
        bool startsGroup = true;
        while (position < _end)
        {
            int equals = -1;
            int stop = position;
            for (; stop < _end; stop++)
            {
                byte b = _frame[stop];
                if (b is (byte)',' or (byte)';')
                    break;
                if (b == '=' && equals < 0)
                {
                    equals = stop;
                    stop = SkipLogText(stop);
                }
            }

            if (equals >= 0)
            {
                TextSlice key = Trim(position, equals);
                TextSlice value = Trim(equals + 1, stop);
                _message.AddField(key, value, startsGroup);
                if (!ReadField(key, value, startsGroup))
                    return _message.Verdict;
                _any = true;
            }
            else
            {
                JudgeEmpty(position, stop);
            }

            startsGroup = stop < _end && _frame[stop] == ';';
            position = stop + 1;
            if (stop < _end && position >= _end)
                _found |= Deviations.TrailingSeparator;
        }

        return FrameVerdict.Accepted;
    }

    readonly int SkipLogText(int equals)
    {
        ReadOnlySpan<byte> rest = _frame[(equals + 1).._end];
        int blanks = 0;
        while (blanks < rest.Length && AsciiField.IsBlank(rest[blanks]))
            blanks++;
        rest = rest[blanks..];
        if (!rest.StartsWith("//"u8))
            return equals;
        int closing = rest[2..].IndexOf("//"u8);
        return closing < 0 ? equals : equals + blanks + 2 + closing + 2;
    }

    void JudgeEmpty(int start, int stop)
    {
        TextSlice item = Trim(start, stop);
        if (item.Length > 0)
            _found |= Deviations.ItemWithoutValue;
        else if (_frame[stop.._end].ContainsAnyExcept((byte)',', (byte)';', (byte)' '))
            _found |= Deviations.EmptyItem;
        else
            _found |= Deviations.TrailingSeparator;
    }

    bool ReadField(TextSlice key, TextSlice value, bool startsGroup)
    {
        ReadOnlySpan<byte> name = _message.Text(key);
        int dash = name.LastIndexOf((byte)'-');
        if (dash > 0)
        {
            ReadFactorField(name[..dash], name[(dash + 1)..], value, startsGroup);
            return true;
        }

        if (_any && !startsGroup && !name.SequenceEqual("Flag"u8))
            _found |= Deviations.CommaInsteadOfSemicolon;
        int previous = _last;
        _last = -1;
        _lastRaw = 0;
        switch (name.Length)
        {
            case 8 when Is(name, "DataTime"u8):
                if (_message.DataTime.IsSet)
                    _found |= Deviations.DuplicateKey;
                else if (!TryReadDataTime(value))
                    return false;
                break;
            case 11 when Is(name, "RestartTime"u8):
                if (!AsciiTime.TryParse(_message.Text(value), out BeijingTime restart))
                    return Malformed("RestartTime", value);
                _message.RestartTime = restart;
                break;
            case 4 when Is(name, "Flag"u8):
                _found |= Deviations.FlagWithoutFactor;
                _last = previous;
                if (previous >= 0)
                    StoreFlag(ref _message.MutableFactors[previous], _message.Text(value));
                break;
            default:
                if (value.Length == 0)
                    _found |= Deviations.EmptyValue;
                break;
        }

        return true;
    }

    bool TryReadDataTime(TextSlice value)
    {
        ReadOnlySpan<byte> text = _message.Text(value);
        if (text.Length == 17 && AsciiField.TryParseInt(text[AsciiTime.Length..], out _))
        {
            _found |= Deviations.DataTimeNotStandard;
            text = text[..AsciiTime.Length];
        }

        if (!AsciiTime.TryParse(text, out BeijingTime time))
            return Malformed("DataTime", value);
        _message.DataTime = time;
        return true;
    }

    readonly bool Malformed(string field, TextSlice value)
    {
        _message.Reject(
            FrameVerdict.Malformed,
            $"{field} '{TextDecoding.Printable(_message.Text(value))}' is not a time of 14 digits");
        return false;
    }

    void ReadFactorField(
        scoped ReadOnlySpan<byte> code, scoped ReadOnlySpan<byte> suffix, TextSlice value, bool startsGroup)
    {
        FactorFields field = FactorSuffix.Match(suffix, out bool exactCase);
        if (field == FactorFields.None)
        {
            if (!FactorSuffix.IsKnownRaw(suffix))
                _found |= Deviations.UnknownField;
            return;
        }

        if (!exactCase)
            _found |= Deviations.KeyCase;
        if (!FactorCode.TryParse(code, out FactorCode raw))
        {
            _found |= Deviations.FactorNameTooLong | Deviations.VendorFactorName;
            return;
        }

        int index = raw.Packed == _lastRaw ? _last : _message.IndexOfFactor(raw.Packed);
        if (_any && startsGroup == (_last >= 0 && index == _last))
            _found |= startsGroup ? Deviations.SemicolonInsteadOfComma : Deviations.CommaInsteadOfSemicolon;
        if (index < 0)
            index = _message.AddFactor(raw.Packed, FactorName.Canonical(raw, code, _medium, ref _found));
        _last = index;
        _lastRaw = raw.Packed;

        ref FactorField factor = ref _message.MutableFactors[index];
        if ((factor.Present & field) != 0)
        {
            _found |= Deviations.DuplicateKey;
            return;
        }

        Store(ref factor, field, value);
    }

    void Store(ref FactorField factor, FactorFields field, TextSlice value)
    {
        ReadOnlySpan<byte> text = _message.Text(value);
        if (text.IsEmpty)
        {
            _found |= Deviations.EmptyValue;
            return;
        }

        switch (field)
        {
            case FactorFields.Flag:
                StoreFlag(ref factor, text);
                return;
            case FactorFields.EFlag:
                factor.ExtendedFlag = FactorCode.TryParse(text, out FactorCode extended) ? extended : default;
                break;
            case FactorFields.SampleTime:
                if (AsciiTime.TryParse(text, out BeijingTime sampled))
                    factor.SampleTime = sampled;
                else
                    _found |= Deviations.SampleTimeNotStandard;
                break;
            case FactorFields.Info:
                factor.Text = value;
                break;
            default:
                if (AsciiNumber.TryParse(text, out Exact number, ref _found))
                    FactorSuffix.Store(ref factor, field, number);
                else
                    StoreText(ref factor, field, value);
                break;
        }

        factor.Present |= field;
    }

    void StoreText(ref FactorField factor, FactorFields field, TextSlice value)
    {
        if (!FactorSuffix.IsMain(field))
        {
            _found |= Deviations.NotANumber;
            return;
        }

        factor.Text = value;
        factor.Letters = FactorCode.TryParse(_message.Text(value), out FactorCode letters) ? letters : default;
        if (_message.System != ConditionSystem)
            _found |= Deviations.NotANumber;
    }

    void StoreFlag(ref FactorField factor, ReadOnlySpan<byte> text)
    {
        if (text is [> 0x20 and < 0x7F])
        {
            factor.Flag = (DataFlag)text[0];
            factor.Present |= FactorFields.Flag;
        }
        else
        {
            _found |= Deviations.FlagNotOneCharacter;
        }
    }

    bool Is(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> standard)
    {
        if (name.SequenceEqual(standard))
            return true;
        if (!System.Text.Ascii.EqualsIgnoreCase(name, standard))
            return false;
        _found |= Deviations.KeyCase;
        return true;
    }

    TextSlice Trim(int start, int end)
    {
        int from = start;
        int to = end;
        while (from < to && AsciiField.IsBlank(_frame[from]))
            from++;
        while (to > from && AsciiField.IsBlank(_frame[to - 1]))
            to--;
        if (from != start || to != end)
            _found |= Deviations.StrayBlank;
        return TextSlice.Between(from, to);
    }
}
