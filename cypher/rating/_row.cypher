// rating._row — the one shape of a rating; a nameless reviewer is stored as ''.

rating {
  .asset_id, .rating, .review_text, .created_at, .updated_at,
  reviewer_id: CASE rating.reviewer_id WHEN '' THEN null ELSE rating.reviewer_id END
}
