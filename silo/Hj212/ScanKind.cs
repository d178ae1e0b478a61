namespace Qianliyan.Hj212;

/// <summary>What the scanner found at the front of the buffer.</summary>
public enum ScanKind : byte
{
    /// <summary>Nothing complete: read more and ask again with the same unconsumed bytes.</summary>
    NeedMoreData,

    /// <summary>One candidate from <c>##</c> to its end, without CR LF. It still has to be decoded.</summary>
    Frame,

    /// <summary>Bytes that belong to no frame; they were skipped.</summary>
    Garbage,
}
