namespace Qianliyan.Hj212;

/// <summary>
/// Irregularities of an accepted frame that do not cost its data. Bits are stable: they are stored and counted per
/// device.
/// </summary>
[Flags]
public enum Deviations : ulong
{
    None = 0,

    /// <summary>The length field differs from the number of bytes in the data segment.</summary>
    WrongLength = 1UL << 0,

    /// <summary>The length field has fewer than four digits.</summary>
    LengthNotFourDigits = 1UL << 1,

    /// <summary>The four characters of the length field are not all digits.</summary>
    LengthNotNumeric = 1UL << 2,

    /// <summary>The length field counts UTF-8 characters instead of bytes.</summary>
    LengthInCharacters = 1UL << 3,

    LowerCaseCrc = 1UL << 4,

    /// <summary>The frame followed the one before without CR LF between them.</summary>
    StickyFrame = 1UL << 5,

    /// <summary>Bytes follow the checksum, or the closing <c>&amp;&amp;</c>.</summary>
    TrailingBytes = 1UL << 6,

    /// <summary>The data segment is longer than 1024 bytes.</summary>
    SegmentTooLong = 1UL << 7,

    /// <summary>The data segment is empty, which table 2 allows.</summary>
    EmptySegment = 1UL << 8,

    MissingQn = 1UL << 9,
    MissingSt = 1UL << 10,
    MissingCn = 1UL << 11,
    MissingMn = 1UL << 12,
    MissingFlag = 1UL << 13,
    MissingCp = 1UL << 14,

    /// <summary>The opening or closing <c>&amp;&amp;</c> of CP is lost.</summary>
    MissingAmpersands = 1UL << 15,

    /// <summary>No <c>;</c> before CP.</summary>
    MissingSeparator = 1UL << 16,

    /// <summary>Header fields out of the order of table 3.</summary>
    ReorderedFields = 1UL << 17,

    QnNotStandard = 1UL << 18,

    /// <summary>ST is not two characters.</summary>
    StNotStandard = 1UL << 19,

    EmptyPassword = 1UL << 20,

    /// <summary>More than six characters.</summary>
    LongPassword = 1UL << 21,

    /// <summary>MN is not 24 upper-case hex digits (nor 14 characters from a 2005 device).</summary>
    MnNotStandard = 1UL << 22,

    /// <summary>Flag is not a number from 0 to 255.</summary>
    FlagNotStandard = 1UL << 23,

    UnknownVersion = 1UL << 24,

    /// <summary>Bit D is set but PNUM or PNO is absent.</summary>
    SplitFlagWithoutNumbers = 1UL << 25,

    /// <summary>PNUM or PNO is there although bit D is not set.</summary>
    NumbersWithoutSplitFlag = 1UL << 26,

    /// <summary>PNUM or PNO is zero, not a number, or PNO is over PNUM.</summary>
    PacketNumbersNotStandard = 1UL << 27,

    /// <summary>An answer (9011 to 9014) whose ST is not 91.</summary>
    AnswerWithDataSt = 1UL << 28,

    /// <summary>DataTime has 17 digits; the first 14 were used.</summary>
    DataTimeNotStandard = 1UL << 29,

    /// <summary>Readings without DataTime.</summary>
    MissingDataTime = 1UL << 30,

    /// <summary>A SampleTime that is no date; left unset.</summary>
    SampleTimeNotStandard = 1UL << 31,

    /// <summary><c>Flag=N</c> inside CP; counted for the factor before it.</summary>
    FlagWithoutFactor = 1UL << 32,

    /// <summary>A flag of more than one character; left unset.</summary>
    FlagNotOneCharacter = 1UL << 33,

    /// <summary>A factor name outside the code tables, kept as it is.</summary>
    VendorFactorName = 1UL << 34,

    /// <summary>A factor name of more than eight characters; its values are skipped.</summary>
    FactorNameTooLong = 1UL << 35,

    /// <summary>A code of HJ/T 212-2005, translated.</summary>
    OldFactorCode = 1UL << 36,

    /// <summary>A name that differs from the standard's in upper and lower case.</summary>
    KeyCase = 1UL << 37,

    /// <summary>A header field or a value kind that the standard does not know; reachable as raw text only.</summary>
    UnknownField = 1UL << 38,

    /// <summary>The same name twice; the first one counts.</summary>
    DuplicateKey = 1UL << 39,

    /// <summary>An item without <c>=</c>.</summary>
    ItemWithoutValue = 1UL << 40,

    /// <summary>Nothing behind <c>=</c>.</summary>
    EmptyValue = 1UL << 41,

    /// <summary>A reading that is no number (NaN, words, out of range); it has no value.</summary>
    NotANumber = 1UL << 42,

    /// <summary>A number written with an exponent, a plus sign or a bare point.</summary>
    NumberNotPlain = 1UL << 43,

    /// <summary>More than 17 significant digits; rounded half to even.</summary>
    PrecisionLost = 1UL << 44,

    /// <summary>A separator before the closing <c>&amp;&amp;</c>.</summary>
    TrailingSeparator = 1UL << 45,

    /// <summary>Two separators in a row.</summary>
    EmptyItem = 1UL << 46,

    CommaInsteadOfSemicolon = 1UL << 47,
    SemicolonInsteadOfComma = 1UL << 48,

    /// <summary>Blanks around names, values or <c>=</c>.</summary>
    StrayBlank = 1UL << 49,

    /// <summary>No PW.</summary>
    MissingPassword = 1UL << 50,
}
