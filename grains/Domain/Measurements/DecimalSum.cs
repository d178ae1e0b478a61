namespace Qianliyan.Domain.Measurements;

/// <summary>
/// The sum of exact decimals as adding them one by one as <see cref="decimal"/> gives it, with the same scale, as long as
/// 28 digits hold it. Values of like scale, as a device writes them, are added as whole numbers.
/// </summary>
public struct DecimalSum
{
    decimal _before;
    long _mantissa;
    int _scale;

    public int Count { get; private set; }

    /// <exception cref="DivideByZeroException">Nothing was added.</exception>
    public readonly decimal Mean => Value / Count;

    public readonly decimal Value => _before + OfRun;

    /// <summary>The sum of the values of one scale that were added last.</summary>
    readonly decimal OfRun
    {
        get
        {
            ulong magnitude = (ulong)Math.Abs(_mantissa);
            return new decimal((int)magnitude, (int)(magnitude >> 32), 0, _mantissa < 0, (byte)_scale);
        }
    }

    /// <exception cref="InvalidOperationException">There is no value.</exception>
    public void Add(Exact value)
    {
        if (!value.HasValue)
            throw new InvalidOperationException("There is no value to add.");
        Count++;
        long mantissa = value.Mantissa;
        long sum = unchecked(_mantissa + mantissa);
        bool overflows = ((_mantissa ^ sum) & (mantissa ^ sum)) < 0 || sum == long.MinValue;
        if (value.Scale == _scale && !overflows)
        {
            _mantissa = sum;
            return;
        }

        _before = Value;
        _mantissa = mantissa;
        _scale = value.Scale;
    }
}
