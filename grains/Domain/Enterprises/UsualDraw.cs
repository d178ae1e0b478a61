namespace Qianliyan.Domain.Enterprises;

/// <summary>What a treatment device is used to draw, and whether it was learnt for an earlier day.</summary>
/// <param name="IsCarried">Too few days teach since, as it was found idle or off on the others: the last that was learnt stands.</param>
readonly record struct UsualDraw(decimal Baseline, bool IsCarried)
{
    /// <summary>In words that follow others.</summary>
    public string Words => IsCarried ? "; too few others teach, so the last that was learnt stands" : "";
}
