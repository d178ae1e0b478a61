namespace Qianliyan.Hj212.Factors;

public static class Mediums
{
    /// <summary>The medium of a system code ST (table 5).</summary>
    public static Medium Of(int system) =>
        system switch
        {
            21 or 24 or 26 or 32 or 33 or 34 or 52 => Medium.Water,
            22 or 27 or 31 or 39 or 51 => Medium.Gas,
            _ => Medium.Other,
        };
}
